package io.exavip.exabgp.conf;

import io.exavip.route.Prefix;
import java.math.BigInteger;
import java.net.InetAddress;

/**
 * The address space of the cloud's network (VNet, VPC).
 *
 * @param prefix the address space
 */
record Network(Prefix prefix) {

  boolean holds(Prefix other) {
    return other.length() >= prefix.length() && holds(other.address());
  }

  boolean holds(InetAddress address) {
    byte[] mine = prefix.address().getAddress();
    byte[] theirs = address.getAddress();
    int hostBits = mine.length * 8 - prefix.length();
    return mine.length == theirs.length
        && new BigInteger(1, mine)
            .shiftRight(hostBits)
            .equals(new BigInteger(1, theirs).shiftRight(hostBits));
  }

  @Override
  public String toString() {
    return prefix.toString();
  }
}
