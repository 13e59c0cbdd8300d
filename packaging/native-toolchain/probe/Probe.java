import com.sun.management.UnixOperatingSystemMXBean;
import com.sun.security.auth.module.UnixSystem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Scanner;
import java.util.TimeZone;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.prefs.Preferences;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * Exercises what the assembled C libraries stand behind. What it prints is the same on a JVM and in
 * a native executable: facts that change from run to run are checked here, not printed.
 */
public final class Probe {
  private static int failed;

  private interface Check {
    Object run() throws Throwable;
  }

  private static void check(String name, Check c) {
    try {
      System.out.println("ok   " + name + ": " + c.run());
    } catch (Throwable e) {
      failed++;
      System.out.println("FAIL " + name + ": " + e);
      e.printStackTrace();
    }
  }

  static void must(boolean b, String what) {
    if (!b) {
      throw new IllegalStateException(what);
    }
  }

  public static void main(String[] args) throws Exception {
    if (args.length > 0 && args[0].equals("wait")) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("hook ran")));
      System.out.println("waiting " + ProcessHandle.current().pid());
      Thread.sleep(60_000);
      return;
    }
    for (String name :
        List.of(
            "user.name",
            "user.home",
            "user.dir",
            "os.name",
            "os.version",
            "os.arch",
            "java.io.tmpdir",
            "java.version",
            "file.encoding",
            "native.encoding",
            "line.separator")) {
      check(name, () -> System.getProperty(name).strip());
    }
    check("environment", () -> System.getenv("PROBE_ENV") + " of " + System.getenv().size());
    check(
        "locale",
        () ->
            Locale.getDefault(Locale.Category.DISPLAY)
                + " "
                + Locale.getDefault(Locale.Category.FORMAT));
    check("zone", () -> TimeZone.getDefault().getID() + " " + ZoneId.systemDefault());
    check("stdin", () -> new Scanner(System.in).nextLine());
    check("console", () -> System.console() != null);
    check("processors", () -> Runtime.getRuntime().availableProcessors());
    check(
        "time",
        () -> {
          long a = System.nanoTime();
          Thread.sleep(20);
          long d = System.nanoTime() - a;
          must(d > 15_000_000 && d < 2_000_000_000, "sleep " + d);
          must(
              Math.abs(Instant.now().toEpochMilli() - System.currentTimeMillis()) < 1000, "clocks");
          return "ok";
        });
    check(
        "files",
        () -> {
          Path dir = Files.createTempDirectory("probe");
          Path f = dir.resolve("ünï.txt");
          Files.writeString(f, "text");
          must(Files.readString(f).equals("text"), "content");
          Files.setPosixFilePermissions(f, PosixFilePermissions.fromString("rw-r-----"));
          must(
              PosixFilePermissions.toString(Files.getPosixFilePermissions(f)).equals("rw-r-----"),
              "mode");
          Files.createSymbolicLink(dir.resolve("link"), f);
          Files.copy(f, dir.resolve("copy"));
          Files.move(dir.resolve("copy"), dir.resolve("moved"));
          try (FileChannel c =
                  FileChannel.open(f, StandardOpenOption.READ, StandardOpenOption.WRITE);
              FileLock lock = c.lock()) {
            var map = c.map(FileChannel.MapMode.READ_WRITE, 0, 4096);
            map.put(100, (byte) 7);
            map.force();
            map.isLoaded();
          }
          must(Files.size(f) == 4096, "mapped size");
          new RandomAccessFile(f.toFile(), "rw").close();
          must(new File(dir.toFile(), "moved").lastModified() > 0, "modified");
          must(dir.toFile().list().length == 3, "list");
          try (WatchService w = dir.getFileSystem().newWatchService()) {
            dir.register(w, StandardWatchEventKinds.ENTRY_CREATE);
            Files.writeString(dir.resolve("new"), "x");
            must(w.poll(5, TimeUnit.SECONDS) != null, "watch");
          }
          String owner = Files.getOwner(f).getName();
          String store = Files.getFileStore(f).type();
          try (Stream<Path> all = Files.walk(dir)) {
            all.sorted(Collections.reverseOrder()).forEach(p -> p.toFile().delete());
          }
          must(!Files.exists(dir), "deleted");
          return owner + " " + store;
        });
    check(
        "zip",
        () -> {
          var bytes = new ByteArrayOutputStream();
          try (var gz = new GZIPOutputStream(bytes)) {
            gz.write("squeezed".repeat(100).getBytes());
          }
          String back =
              new String(
                  new GZIPInputStream(new ByteArrayInputStream(bytes.toByteArray()))
                      .readAllBytes());
          must(back.length() == 800, "gzip");
          Path zip = Files.createTempFile("probe", ".zip");
          try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("a"));
            out.write(back.getBytes());
          }
          try (var in = new ZipFile(zip.toFile())) {
            must(in.getInputStream(in.getEntry("a")).readAllBytes().length == 800, "zip");
          }
          Files.delete(zip);
          var crc = new CRC32();
          crc.update(back.getBytes());
          return crc.getValue();
        });
    check("sockets", NetworkProbe::sockets);
    check("names", NetworkProbe::names);
    check("unknown host", NetworkProbe::unknownHost);
    check("http", NetworkProbe::http);
    check("https", NetworkProbe::https);
    check(
        "threads",
        () -> {
          CountDownLatch done = new CountDownLatch(200);
          try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 200; i++) {
              pool.submit(
                  () -> {
                    Thread.sleep(5);
                    done.countDown();
                    return 0;
                  });
            }
            must(done.await(10, TimeUnit.SECONDS), "virtual threads");
          }
          Thread named =
              Thread.ofPlatform()
                  .name("probe-named")
                  .start(
                      () -> {
                        try {
                          Thread.sleep(10_000);
                        } catch (InterruptedException e) {
                          done.countDown();
                        }
                      });
          Thread.sleep(20);
          named.interrupt();
          named.join(5000);
          must(!named.isAlive(), "interrupt");
          return !Thread.getAllStackTraces().isEmpty();
        });
    check(
        "cpu time",
        () -> {
          var bean = ManagementFactory.getThreadMXBean();
          long cpu = bean.getCurrentThreadCpuTime();
          long user = bean.getCurrentThreadUserTime();
          must(cpu > 0 && user >= 0 && user <= cpu + 20_000_000, cpu + " " + user);
          return "ok";
        });
    check(
        "system",
        () -> {
          var os = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
          must(os.getTotalMemorySize() > 0 && os.getFreeMemorySize() > 0, "memory");
          must(os.getOpenFileDescriptorCount() > 2, "files");
          must(os.getProcessCpuTime() > 0 && os.getSystemLoadAverage() >= 0, "load");
          must(os.getCommittedVirtualMemorySize() > 0 && os.getCpuLoad() >= 0, "virtual memory");
          return "ok";
        });
    check(
        "preferences",
        () -> {
          var p = Preferences.userRoot().node("nt-probe");
          p.putInt("a", 5);
          int a = p.getInt("a", 0);
          p.removeNode();
          return a;
        });
    check("login", () -> new UnixSystem().getUsername());
    check(
        "memory",
        () -> {
          byte[][] keep = new byte[64][];
          for (int i = 0; i < 2000; i++) {
            keep[i % 64] = new byte[1 << 20];
          }
          System.gc();
          must(Runtime.getRuntime().totalMemory() >= 64 << 20, "total");
          return keep.length;
        });
    check("direct memory", () -> ByteBuffer.allocateDirect(1 << 20).putInt(0, 7).getInt(0));
    check(
        "crypto",
        () -> {
          byte[] random = new byte[16];
          new SecureRandom().nextBytes(random);
          var cipher = Cipher.getInstance("AES/GCM/NoPadding");
          cipher.init(1, new SecretKeySpec(random, "AES"));
          must(cipher.doFinal("x".getBytes()).length == 17, "aes");
          return HexFormat.of()
              .formatHex(MessageDigest.getInstance("SHA-256").digest("abc".getBytes()), 0, 4);
        });
    check("charset", () -> new String("grüße".getBytes("ISO-8859-1"), StandardCharsets.ISO_8859_1));
    check(
        "numbers",
        () ->
            Math.sin(1.5)
                + Math.pow(2.5, 3.3)
                + StrictMath.log(3)
                + " "
                + "%,.3f".formatted(1234567.891)
                + " "
                + Math.fma(2.0, 3.0, 1.0));
    check(
        "child process",
        () -> {
          ProcessBuilder b =
              new ProcessBuilder("sh", "-c", "echo out $CHILD; read line; echo got $line; exit 3");
          b.environment().put("CHILD", "env");
          Process p = b.start();
          p.outputWriter().append("in\n").close();
          String out = new String(p.getInputStream().readAllBytes()).replace("\n", "|");
          int status = p.waitFor();
          must(status == 3, "status " + status);
          return out + (p.pid() > 0) + " " + ProcessHandle.current().info().command().isPresent();
        });
    check(
        "signal",
        () -> {
          CountDownLatch got = new CountDownLatch(1);
          sun.misc.Signal.handle(new sun.misc.Signal("USR2"), s -> got.countDown());
          sun.misc.Signal.raise(new sun.misc.Signal("USR2"));
          must(got.await(5, TimeUnit.SECONDS), "handler");
          return "USR2";
        });
    check(
        "stack overflow",
        () -> {
          try {
            return deep(0);
          } catch (StackOverflowError e) {
            return "caught";
          }
        });
    check(
        "null check",
        () -> {
          try {
            return nothing().toString();
          } catch (NullPointerException e) {
            return "caught"; // a native executable has no helpful message
          }
        });
    check(
        "stack walk",
        () -> StackWalker.getInstance().walk(s -> s.findFirst().get().getClassName()));
    System.out.println(failed + " failed");
    System.exit(failed == 0 ? 0 : 1);
  }

  private static Object nothing() {
    return null;
  }

  private static int deep(int n) {
    return deep(n + 1) + 1;
  }
}
