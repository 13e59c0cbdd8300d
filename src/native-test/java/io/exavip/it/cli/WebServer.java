package io.exavip.it.cli;

import io.exavip.it.fabric.Await;
import io.exavip.it.fabric.Program;
import io.exavip.it.fabric.Signal;
import io.exavip.it.fabric.TestRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A web server that people really run, on a free loopback port. */
final class WebServer implements AutoCloseable {
  private final Program program;
  private final int port;

  private WebServer(Program program, int port) {
    this.program = program;
    this.port = port;
    Await.until(
        "the server listens",
        () -> {
          if (!program.isAlive()) {
            throw new IllegalStateException("the server has ended: " + program.stderr());
          }
          return listens(port);
        });
  }

  /** Node, which closes a connection that was idle for this time. */
  static WebServer node(Path folder, int keepAliveMillis) {
    int port = freePort();
    String script =
        "const s = require('http').createServer((q, r) => r.end('ok'));"
            + ("s.keepAliveTimeout = " + keepAliveMillis + ";")
            + ("s.listen(" + port + ", '127.0.0.1');");
    return start(folder, port, "node", "-e", script);
  }

  /** nginx with one worker, which answers by itself. */
  static WebServer nginx(Path folder) {
    int port = freePort();
    Path file = folder.resolve("nginx.conf");
    String configuration =
        """
        daemon off;
        worker_processes 1;
        pid FOLDER/nginx.pid;
        error_log stderr;
        events { }
        http {
          access_log off;
          client_body_temp_path FOLDER/body;
          proxy_temp_path FOLDER/proxy;
          fastcgi_temp_path FOLDER/fastcgi;
          uwsgi_temp_path FOLDER/uwsgi;
          scgi_temp_path FOLDER/scgi;
          server {
            listen 127.0.0.1:PORT;
            location / { return 200 ok; }
          }
        }
        """;
    try {
      Files.writeString(
          file,
          configuration
              .replace("FOLDER", folder.toString())
              .replace("PORT", Integer.toString(port)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String mark = "env " + TestRun.CURRENT.mark() + ";"; // its title overwrites its environment
    return start(folder, port, "nginx", "-e", "stderr", "-c", file.toString(), "-g", mark);
  }

  /** Python's own server as most people start it, which speaks HTTP/1.0. */
  static WebServer python(Path folder) {
    int port = freePort();
    String[] command = {
      "/usr/bin/python3", "-u", "-m", "http.server", "--bind", "127.0.0.1", Integer.toString(port)
    };
    return start(folder, port, command);
  }

  /** A server that keeps connections alive and serves one connection at a time. */
  static WebServer oneAtATime(Path folder) {
    int port = freePort();
    return start(
        folder,
        port,
        "/usr/bin/python3",
        "-u",
        "-c",
        PYTHON + "server.serve_forever()\n",
        "" + port);
  }

  /**
   * A master that listens, and a worker that serves; SIGHUP kills the worker, and half a second
   * later there is another one on the same listening socket.
   */
  static WebServer preforking(Path folder) {
    int port = freePort();
    String forks =
        """
        import os, signal, time
        worker = 0
        def fork():
            global worker
            worker = os.fork()
            if worker == 0:
                signal.signal(signal.SIGHUP, signal.SIG_DFL)
                signal.signal(signal.SIGTERM, signal.SIG_DFL)
                server.serve_forever()
        def end():
            os.kill(worker, signal.SIGKILL)
            os.waitpid(worker, 0)
        def replace(*_):
            end()
            time.sleep(0.5)
            fork()
            print("replaced")
        def stop(*_):
            server.server_close()
            end()
            os._exit(0)
        signal.signal(signal.SIGHUP, replace)
        signal.signal(signal.SIGTERM, stop)
        fork()
        while True:
            signal.pause()
        """;
    return start(
        folder,
        port,
        "/usr/bin/python3",
        "-u",
        "-c",
        PYTHON.replace("= HTTP", "= ThreadingHTTP") + forks,
        "" + port);
  }

  String url() {
    return "http://127.0.0.1:" + port + "/";
  }

  /** What it printed, its log of requests with it. */
  List<String> log() {
    return program.stderr();
  }

  List<String> said() {
    return program.stdout();
  }

  void signal(Signal signal) {
    program.signal(signal);
  }

  @Override
  public void close() {
    program.close();
  }

  private static final String PYTHON =
      """
      import sys
      from http.server import BaseHTTPRequestHandler, HTTPServer, ThreadingHTTPServer
      class Answer(BaseHTTPRequestHandler):
          protocol_version = "HTTP/1.1"
          def do_GET(self):
              self.send_response(200)
              self.send_header("Content-Length", "2")
              self.end_headers()
              self.wfile.write(b"ok")
      server = HTTPServer(("127.0.0.1", int(sys.argv[1])), Answer)
      """;

  private static WebServer start(Path folder, int port, String... command) {
    return new WebServer(Program.start(folder, "server", List.of(command), Map.of()), port);
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }
}
