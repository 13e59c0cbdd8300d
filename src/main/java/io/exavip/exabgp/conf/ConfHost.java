package io.exavip.exabgp.conf;

import io.exavip.route.Prefix;
import java.net.InetAddress;
import java.nio.file.Path;

/** What the rules ask of the machine. */
interface ConfHost {

  /**
   * Whether an interface has the address.
   *
   * @param address an address
   * @return true if one has
   */
  boolean has(InetAddress address);

  /**
   * Whether an interface has an address inside the prefix.
   *
   * @param prefix a VIP
   * @return true if one has
   */
  boolean hasAddressIn(Prefix prefix);

  /**
   * Whether the file is there and may be executed.
   *
   * @param file a program
   * @return true if so
   */
  boolean canExecute(Path file);
}
