package io.exavip.doctor;

/** How bad a finding is, worst first. */
public enum Severity {
  /** It does not work. */
  ERROR,
  /** It works badly, or may fail. */
  WARNING,
  /** Good to know. */
  NOTE
}
