package io.exavip.it.fabric;

import java.util.List;
import java.util.Map;

/** A web app on the loopback address of a virtual machine that falls sick on command. */
public final class WebApp implements AutoCloseable {

  private final Vm vm;
  private final int port;
  private Program program;

  private WebApp(Vm vm, int port) {
    this.vm = vm;
    this.port = port;
  }

  /**
   * Starts a healthy app on the first virtual machine; the fabric ends it.
   *
   * @param fabric the network
   * @param port for example 3000
   * @return the app, which answers already
   */
  public static WebApp start(Fabric fabric, int port) {
    WebApp app = absent(fabric, port);
    app.comeBack();
    return app;
  }

  /**
   * An app that does not run yet.
   *
   * @param fabric the network
   * @param port for example 3000
   * @return the app
   */
  public static WebApp absent(Fabric fabric, int port) {
    return fabric.closeLater(new WebApp(fabric.vm1(), port));
  }

  /**
   * Returns where the app answers.
   *
   * @return the URL as seen from the virtual machine
   */
  public String url() {
    return "http://127.0.0.1:" + port + "/";
  }

  /**
   * Returns the app's process id.
   *
   * @return the process id
   */
  public long pid() {
    return program.pid();
  }

  /** The app answers 200 from now on. */
  public void answerOk() {
    mode("ok");
  }

  /** The app answers 500 from now on. */
  public void answer500() {
    mode("500");
  }

  /** The app takes requests and answers none from now on. */
  public void hang() {
    mode("hang");
  }

  /** Kills the app: its port is closed. */
  public void crash() {
    program.signal(Signal.KILL);
    program.awaitExit();
  }

  /** Starts the app (again), healthy. */
  public void comeBack() {
    List<String> command = JavaCommand.of(WebAppMain.class, Integer.toString(port));
    program = vm.namespace().start(vm.folder(), "webapp-" + port, command, Map.of());
    answerOk();
  }

  @Override
  public void close() {
    if (program != null) {
      program.close();
    }
  }

  private void mode(String mode) {
    int before = program.stdout().size();
    program.write(mode);
    Await.until(
        "web app " + port + " in mode " + mode,
        () -> {
          if (!program.isAlive()) {
            throw new IllegalStateException("web app " + port + ": " + program.stderr());
          }
          return program.stdout().size() > before;
        });
  }
}
