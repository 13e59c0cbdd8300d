package io.exavip.it.cli;

import io.exavip.it.Subject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A network without any other host, and a name server in it, seen by the program under test alone
 * and gone with it. A web app answers at port 8080 of every loopback address. Needs root.
 *
 * <p>The server has an address for each name that {@link #resolves} says; of others it says that
 * they do not exist, and those of the domain {@code hangs} get no answer at all.
 */
final class NamesOfItsOwn {
  /** The port of the app. */
  static final int PORT = 8080;

  /** The only port that the kernel lends to clients; nobody listens there. */
  static final int LENT_PORT = 40000;

  private static final String START =
      """
      import ctypes, http.server, os, signal, socket, subprocess, sys, threading
      folder = sys.argv[1]
      NEW_NAMESPACES, PRIVATE, BIND, DEATH_SIGNAL = 0x00020000 | 0x40000000, 0x44000, 0x1000, 1
      libc = ctypes.CDLL(None, use_errno=True)
      def check(result):
          if result != 0:
              sys.exit("names of its own: " + os.strerror(ctypes.get_errno()))
      def own(path, text):
          file = os.path.join(folder, os.path.basename(path))
          with open(file, "w") as out:
              out.write(text)
          os.chmod(file, 0o644)
          check(libc.mount(file.encode(), path.encode(), None, BIND, None))
      check(libc.unshare(NEW_NAMESPACES))
      check(libc.mount(b"none", b"/", None, PRIVATE, None))
      subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
      own("/etc/resolv.conf", "nameserver 127.0.0.1\\noptions timeout:30 attempts:1\\n")
      own("/etc/nsswitch.conf", "hosts: files dns\\n")
      own("/etc/hosts", "127.0.0.1 localhost\\n")
      if sys.argv[2] != "0":
          with open("/proc/sys/net/ipv4/ip_local_port_range", "w") as out:
              out.write(sys.argv[2] + " " + sys.argv[2])

      class App(http.server.BaseHTTPRequestHandler):
          def do_GET(self):
              gone = os.path.exists(os.path.join(folder, "gone-" + self.connection.getsockname()[0]))
              self.send_response(503 if gone else 200)
              self.send_header("Content-Length", "0")
              self.end_headers()
          def log_message(self, *words):
              pass

      def name_of(query):
          labels, at = [], 12
          while query[at]:
              labels.append(query[at + 1:at + 1 + query[at]].decode().lower())
              at += 1 + query[at]
          return labels, at + 5

      def answer(query):
          labels, end = name_of(query)
          kind = int.from_bytes(query[end - 4:end - 2], "big")
          with open(os.path.join(folder, "queries"), "a") as log:
              log.write("%s %d\\n" % (".".join(labels), kind))
          if labels[-1] == "hangs":
              return None
          try:
              with open(os.path.join(folder, "name-" + ".".join(labels))) as record:
                  address = record.read()
          except FileNotFoundError:
              return query[:2] + bytes([0x81, 0x83, 0, 1, 0, 0, 0, 0, 0, 0]) + query[12:end]
          found = kind == 1
          head = query[:2] + bytes([0x81, 0x80, 0, 1, 0, found, 0, 0, 0, 0]) + query[12:end]
          record = bytes([0xC0, 12, 0, 1, 0, 1, 0, 0, 0, 0, 0, 4]) + socket.inet_aton(address)
          return head + record if found else head

      app = http.server.ThreadingHTTPServer(("0.0.0.0", int(sys.argv[3])), App)
      names = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
      names.bind(("127.0.0.1", 53))
      parent = os.getpid()
      if os.fork() == 0:
          libc.prctl(DEATH_SIGNAL, signal.SIGKILL)
          if os.getppid() != parent:
              os._exit(0)
          threading.Thread(target=app.serve_forever, daemon=True).start()
          while True:
              query, asker = names.recvfrom(4096)
              reply = answer(query)
              if reply:
                  names.sendto(reply, asker)
      app.socket.close()
      names.close()
      os.execvp(sys.argv[4], sys.argv[4:])
      """;

  private final Path folder;

  /** A folder of the test, for what the server is told and tells. */
  NamesOfItsOwn(Path folder) {
    this.folder = folder;
  }

  Exavip start(List<String> arguments) {
    return Exavip.start(Map.of(), command("0", arguments));
  }

  /** The same, the kernel lending clients one port alone. */
  Exavip startWithOneLentPort(List<String> arguments) {
    return Exavip.start(Map.of(), command(Integer.toString(LENT_PORT), arguments));
  }

  private List<String> command(String lent, List<String> arguments) {
    List<String> command =
        new ArrayList<>(List.of("python3", "-c", START, folder.toString(), lent));
    command.add(Integer.toString(PORT));
    command.addAll(Subject.command(arguments.toArray(String[]::new)));
    return command;
  }

  /** The name has this address from now on. */
  void resolves(String name, String address) {
    try {
      Path written = Files.writeString(folder.resolve("new"), address);
      Files.move(written, folder.resolve("name-" + name), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The app fails at this address from now on. */
  void isGone(String address) {
    try {
      Files.createFile(folder.resolve("gone-" + address));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How often the server has been asked for the IPv4 address of a name. */
  long queries(String name) {
    try {
      Path log = folder.resolve("queries");
      return Files.exists(log)
          ? Files.readString(log).lines().filter((name + " 1")::equals).count()
          : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
