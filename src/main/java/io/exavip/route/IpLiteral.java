package io.exavip.route;

import io.netty.util.NetUtil;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Strict reading of IP addresses written as digits. Never asks a name server. */
public final class IpLiteral {
  private static final Pattern IPV4 =
      Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$)|$)){4}");

  private IpLiteral() {}

  /**
   * Reads an IPv4 address in dotted-quad form or an IPv6 address (RFC 4291, no zone).
   *
   * @param text the text to read
   * @return the address; empty if the text is anything else, IPv4-mapped IPv6 addresses included
   */
  public static Optional<InetAddress> parse(String text) {
    byte[] bytes =
        IPV4.matcher(text).matches() || isIpv6(text)
            ? NetUtil.createByteArrayFromIpAddressString(text)
            : null;
    if (bytes == null) {
      return Optional.empty();
    }
    InetAddress address = of(bytes);
    boolean mapped = text.contains(":") && address instanceof Inet4Address;
    return mapped ? Optional.empty() : Optional.of(address);
  }

  /**
   * The address as ExaBGP and people write it.
   *
   * @param address the address
   * @return dotted quad, or the compressed form of RFC 5952
   */
  public static String text(InetAddress address) {
    return NetUtil.toAddressString(address);
  }

  private static boolean isIpv6(String text) {
    return text.indexOf('%') < 0 && text.indexOf('[') < 0 && NetUtil.isValidIpV6Address(text);
  }

  private static InetAddress of(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address of 4 or 16 bytes is always accepted", e);
    }
  }
}
