package io.exavip.it.fabric;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;

/**
 * The relay's program: copies what is appended to its first file to stdout, and its stdin to its
 * second file. It ends with its stdin.
 */
final class RelayMain {

  private RelayMain() {}

  public static void main(String[] arguments) throws IOException {
    Thread copier = new Thread(() -> copyCommands(arguments[0]));
    copier.setDaemon(true);
    copier.start();
    try (FileOutputStream answers = new FileOutputStream(arguments[1], true)) {
      System.in.transferTo(answers);
    }
    System.exit(0);
  }

  private static void copyCommands(String file) {
    try (RandomAccessFile commands = new RandomAccessFile(file, "r")) {
      while (true) {
        byte[] fresh = new byte[(int) (commands.length() - commands.getFilePointer())];
        commands.readFully(fresh);
        System.out.write(fresh);
        System.out.flush();
        Thread.sleep(5);
      }
    } catch (IOException | InterruptedException e) {
      System.err.println(e);
    }
  }
}
