package dev.postern.ip.pool;

import dev.postern.events.ips.Family;
import dev.postern.events.ips.PoolCreated;
import dev.postern.events.ips.PoolDeleted;
import dev.postern.events.ips.PoolResized;
import dev.postern.ip.address.Block;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A block of public addresses that are given out. */
@Entity
class Pool {

  @Id String name;

  @Enumerated(EnumType.STRING)
  Family family;

  /** The CIDR block, canonical. */
  String block;

  /** CIDR blocks that are never given out, canonical, separated by spaces. */
  String reserved;

  Instant createdAt;

  Pool() {}

  Pool(String name, Block block, List<Block> reserved, Instant createdAt) {
    this.name = name;
    this.family = block.family();
    this.createdAt = createdAt;
    redefine(block, reserved);
  }

  final void redefine(Block newBlock, List<Block> newReserved) {
    block = newBlock.text();
    reserved = newReserved.stream().map(Block::text).sorted().collect(Collectors.joining(" "));
  }

  PoolCreated created() {
    return new PoolCreated(name, family, block, reservedBlocks());
  }

  PoolResized resized() {
    return new PoolResized(name, family, block, reservedBlocks());
  }

  PoolDeleted deleted() {
    return new PoolDeleted(name, family);
  }

  List<String> reservedBlocks() {
    return Stream.of(reserved.split(" ")).filter(text -> !text.isEmpty()).toList();
  }

  boolean isDefinedAs(Pool other) {
    return block.equals(other.block) && reserved.equals(other.reserved);
  }
}
