package dev.postern.local.up;

import dev.postern.local.instance.Instance;
import dev.postern.local.ports.PortOwner;
import dev.postern.local.ports.TakenPort;
import java.net.InetSocketAddress;

/**
 * The port of the containers' public addresses: SSH's own where it is free, 2222 otherwise.
 *
 * @param why this port was chosen
 */
record RelayPort(int port, String why) {

  private static final int SSH = 22;
  private static final int ALTERNATIVE = 2222;
  private static final int SOME_ADDRESS = 10;

  static RelayPort of(Instance instance) {
    if (TakenPort.isFree(new InetSocketAddress(instance.publicAddress(SOME_ADDRESS), SSH))) {
      return new RelayPort(SSH, "it can be bound here");
    }
    boolean root = System.getProperty("user.name").equals("root");
    String why =
        root
            ? "port 22 is taken on every address"
                + PortOwner.of(SSH).map(owner -> " by process " + owner.pid()).orElse("")
            : "only root may bind port 22";
    return new RelayPort(ALTERNATIVE, why);
  }
}
