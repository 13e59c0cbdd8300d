package io.exavip.probe.tripwire;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What Linux tells of the TCP sockets of this host. The tables may be long. */
final class ProcNetTcp {
  private static final List<Path> TABLES =
      List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));

  // The columns of a row: sl local_address rem_address st tx:rx tr:tm retrnsmt uid timeout inode
  private static final int LOCAL = 1;
  private static final int REMOTE = 2;
  private static final int INODE = 9;

  private static final int IPV4 = 4;
  private static final int IPV6 = 16;

  private ProcNetTcp() {}

  /**
   * Whether a server on this host has accepted a connection. One that waits in the server's queue
   * belongs to no process, and has no inode.
   *
   * @param server the server's end
   * @param client the client's end
   * @return empty if there is no such connection here, or the tables cannot be read
   */
  static Optional<Boolean> isAccepted(SocketAddress server, SocketAddress client) {
    if (!(server instanceof InetSocketAddress its) || !(client instanceof InetSocketAddress mine)) {
      return Optional.empty();
    }
    for (Path table : TABLES) {
      try (BufferedReader rows = Files.newBufferedReader(table)) {
        Optional<String[]> row =
            rows.lines()
                .map(line -> line.strip().split(" +"))
                .filter(cells -> cells.length > INODE)
                .filter(cells -> isAt(cells[LOCAL], its) && isAt(cells[REMOTE], mine))
                .findFirst();
        if (row.isPresent()) {
          return row.map(cells -> !cells[INODE].equals("0"));
        }
      } catch (IOException | RuntimeException e) {
        return Optional.empty(); // not Linux, or not allowed
      }
    }
    return Optional.empty();
  }

  /** Whether a cell such as 0100007F:0BB8 is this address. */
  private static boolean isAt(String cell, InetSocketAddress address) {
    String port = String.format(":%04X", address.getPort());
    return cell.endsWith(port)
        && (cell.startsWith(hex(address.getAddress().getAddress()) + ":")
            || cell.startsWith(hex(mapped(address.getAddress())) + ":"));
  }

  /** An IPv4 address as a server that listens to IPv6 sees it. */
  private static byte[] mapped(InetAddress address) {
    byte[] bytes = address.getAddress();
    return bytes.length == IPV6
        ? bytes
        : ByteBuffer.allocate(IPV6).putInt(0).putInt(0).putInt(0xffff).put(bytes).array();
  }

  /** Words of 32 bits, each in the machine's own order. */
  private static String hex(byte[] address) {
    ByteBuffer words = ByteBuffer.wrap(address).order(ByteOrder.nativeOrder());
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < address.length / IPV4; i++) {
      text.append(String.format("%08X", words.getInt()));
    }
    return text.toString();
  }
}
