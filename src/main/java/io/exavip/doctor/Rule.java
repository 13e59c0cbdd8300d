package io.exavip.doctor;

import java.util.List;

/** Looks for one kind of trouble. */
interface Rule {
  /** What there is to say; nothing if all is well. */
  List<Finding> check(Subject subject);
}
