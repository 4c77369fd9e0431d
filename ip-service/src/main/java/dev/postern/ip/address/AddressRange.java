package dev.postern.ip.address;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** The addresses {@code low} to {@code high}, both included, as numbers. */
public record AddressRange(BigInteger low, BigInteger high) {

  public AddressRange {
    if (low.compareTo(high) > 0) {
      throw new IllegalArgumentException("low is above high");
    }
  }

  public static AddressRange single(BigInteger value) {
    return new AddressRange(value, value);
  }

  public BigInteger size() {
    return high.subtract(low).add(BigInteger.ONE);
  }

  public boolean contains(BigInteger value) {
    return low.compareTo(value) <= 0 && value.compareTo(high) <= 0;
  }

  public boolean contains(AddressRange other) {
    return contains(other.low) && contains(other.high);
  }

  public boolean overlaps(AddressRange other) {
    return low.compareTo(other.high) <= 0 && other.low.compareTo(high) <= 0;
  }

  /** What is left without {@code taken}: no range, one or two, in order. */
  public List<AddressRange> minus(AddressRange taken) {
    if (!overlaps(taken)) {
      return List.of(this);
    }
    List<AddressRange> rest = new ArrayList<>(2);
    if (low.compareTo(taken.low) < 0) {
      rest.add(new AddressRange(low, taken.low.subtract(BigInteger.ONE)));
    }
    if (taken.high.compareTo(high) < 0) {
      rest.add(new AddressRange(taken.high.add(BigInteger.ONE), high));
    }
    return rest;
  }

  /** Its lowest addresses: {@code most}, or all where it has fewer. */
  public AddressRange first(int most) {
    return new AddressRange(low, low.add(BigInteger.valueOf(most - 1L)).min(high));
  }

  /** At most {@code pieces} ranges of about the same size that together are this one, in order. */
  public List<AddressRange> split(int pieces) {
    BigInteger count = size().min(BigInteger.valueOf(pieces));
    List<AddressRange> parts = new ArrayList<>(pieces);
    for (int i = 0; i < count.intValue(); i++) {
      parts.add(new AddressRange(start(i, count), start(i + 1, count).subtract(BigInteger.ONE)));
    }
    return parts;
  }

  private BigInteger start(int piece, BigInteger of) {
    return low.add(size().multiply(BigInteger.valueOf(piece)).divide(of));
  }
}
