package io.exavip.it.fabric;

import java.util.List;
import java.util.Map;

/** Many web apps on the first virtual machine, a port each, that can all die in one instant. */
public final class ManyWebApps implements AutoCloseable {
  private final Program program;

  private ManyWebApps(Program program) {
    this.program = program;
  }

  /**
   * Starts the apps; the fabric ends them.
   *
   * @param fabric the network
   * @param first the port of the first
   * @param count how many, on ports in a row
   * @return the apps, which answer already
   */
  public static ManyWebApps start(Fabric fabric, int first, int count) {
    List<String> command =
        JavaCommand.of(
            ManyWebAppsMain.class, Integer.toString(first), Integer.toString(first + count - 1));
    Vm vm = fabric.vm1();
    Program program = vm.namespace().start(vm.folder(), "webapps", command, Map.of());
    ManyWebApps apps = fabric.closeLater(new ManyWebApps(program));
    Await.until(
        count + " web apps",
        () -> {
          if (!program.isAlive()) {
            throw new IllegalStateException("web apps: " + program.stderr());
          }
          return !program.stdout().isEmpty();
        });
    return apps;
  }

  /** Kills all of them: their ports are closed. */
  public void crash() {
    program.signal(Signal.KILL);
    program.awaitExit();
  }

  @Override
  public void close() {
    program.close();
  }
}
