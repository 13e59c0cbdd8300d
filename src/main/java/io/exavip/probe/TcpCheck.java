package io.exavip.probe;

/**
 * A TCP connection can be opened.
 *
 * @param host a name or an IP address, without brackets
 * @param port 1 to 65535
 */
public record TcpCheck(String host, int port) implements Check {
  @Override
  public String target() {
    return "tcp " + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
