package io.exavip.route;

import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An IP prefix such as {@code 10.1.0.5/32}, the VIP that a service announces.
 *
 * @param address the network address; all host bits are zero
 * @param length the prefix length, 0 to 32 for IPv4 and 0 to 128 for IPv6
 */
public record Prefix(InetAddress address, int length) {
  private static final Pattern FORM = Pattern.compile("([^/]+?)(?:/(0|[1-9]\\d{0,2}))?");

  /**
   * Checks the length and the host bits.
   *
   * @throws IllegalArgumentException if the length is out of range or a host bit is set
   */
  public Prefix {
    int bits = address.getAddress().length * 8;
    if (length < 0 || length > bits) {
      throw new IllegalArgumentException("the prefix length is 0 to " + bits);
    }
    BigInteger value = new BigInteger(1, address.getAddress());
    if (length < bits && value.getLowestSetBit() >= 0 && value.getLowestSetBit() < bits - length) {
      throw new IllegalArgumentException("host bits are set beyond /" + length);
    }
  }

  /**
   * Reads {@code ADDRESS/LENGTH}; a bare address is a host route (/32 or /128).
   *
   * @param text the text to read
   * @return the prefix
   * @throws IllegalArgumentException if the text is no prefix; the message says what is wrong
   */
  public static Prefix parse(String text) {
    Matcher form = FORM.matcher(text);
    InetAddress address = form.matches() ? IpLiteral.parse(form.group(1)).orElse(null) : null;
    if (address == null) {
      throw new IllegalArgumentException("not an IP prefix");
    }
    int bits = address.getAddress().length * 8;
    return new Prefix(address, form.group(2) == null ? bits : Integer.parseInt(form.group(2)));
  }

  /**
   * Whether this is an IPv4 prefix.
   *
   * @return true for IPv4, false for IPv6
   */
  public boolean isIpv4() {
    return address instanceof Inet4Address;
  }

  /**
   * Whether an address lies in the prefix.
   *
   * @param other the address; of the other family: false
   * @return true if it does
   */
  public boolean contains(InetAddress other) {
    byte[] mine = address.getAddress();
    byte[] theirs = other.getAddress();
    int hostBits = mine.length * 8 - length;
    return mine.length == theirs.length
        && new BigInteger(1, mine)
            .shiftRight(hostBits)
            .equals(new BigInteger(1, theirs).shiftRight(hostBits));
  }

  /**
   * Whether all of another prefix lies in this one.
   *
   * @param other the other prefix; of the other family: false
   * @return true if it does, also where both are the same
   */
  public boolean contains(Prefix other) {
    return length <= other.length && contains(other.address);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Prefix prefix
        && length == prefix.length
        && address.equals(prefix.address);
  }

  @Override
  public int hashCode() {
    return address.hashCode() * 31 + length;
  }

  @Override
  public String toString() {
    return IpLiteral.text(address) + "/" + length;
  }
}
