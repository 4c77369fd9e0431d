package dev.postern.ip.pool;

import dev.postern.events.ips.Family;
import dev.postern.ip.address.Block;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which blocks can be pools. */
final class PoolRules {

  private static final int WIDEST_IPV4 = 8;
  private static final int WIDEST_IPV6 = 32;
  private static final List<Block> LOOPBACK =
      List.of(Block.parse("127.0.0.0/8"), Block.parse("::1/128"));

  /** Addresses that no host outside can reach, whatever is configured. */
  private static final Map<Block, String> NEVER =
      Map.of(
          Block.parse("0.0.0.0/8"), "\"this network\"",
          Block.parse("169.254.0.0/16"), "link-local",
          Block.parse("224.0.0.0/4"), "multicast",
          Block.parse("240.0.0.0/4"), "reserved for ever",
          Block.parse("::/128"), "unspecified",
          Block.parse("fe80::/10"), "link-local",
          Block.parse("ff00::/8"), "multicast");

  private final boolean allowLoopback;

  PoolRules(boolean allowLoopback) {
    this.allowLoopback = allowLoopback;
  }

  /** What is wrong with the block, or empty. */
  Optional<String> objection(Block block) {
    int widest = block.family() == Family.IPV4 ? WIDEST_IPV4 : WIDEST_IPV6;
    if (block.prefix() < widest) {
      return Optional.of("the block is too large; use /" + widest + " or smaller blocks");
    }
    if (!allowLoopback && LOOPBACK.stream().anyMatch(block::overlaps)) {
      return Optional.of(
          "loopback addresses reach no other machine; use a routed block, or set"
              + " postern.pools.allow-loopback=true where everything runs on one machine");
    }
    return NEVER.entrySet().stream()
        .filter(never -> never.getKey().overlaps(block))
        .map(never -> "the block has " + never.getValue() + " addresses; use a routed block")
        .findFirst();
  }

  /** What is wrong with a reserved block, or empty. */
  Optional<String> objection(Block block, Block reserved) {
    return block.contains(reserved)
        ? Optional.empty()
        : Optional.of("it is outside of " + block.text() + "; reserve only what the pool has");
  }
}
