package dev.postern.gateway.upstream;

import dev.postern.problem.Printable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.sshd.common.kex.KexProposalOption;

/** Finds where two proposals of a key exchange (RFC 4253 section 7.1) have nothing in common. */
final class NoCommonAlgorithm {

  /**
   * In the order in which OpenSSH's client complains; ciphers and MACs have one for each direction.
   */
  private static final Map<KexProposalOption, String> NAMES =
      Map.of(
          KexProposalOption.ALGORITHMS, "key exchange",
          KexProposalOption.SERVERKEYS, "type of host key",
          KexProposalOption.C2SENC, "cipher",
          KexProposalOption.S2CENC, "cipher",
          KexProposalOption.C2SMAC, "MAC",
          KexProposalOption.S2CMAC, "MAC");

  /** Not algorithms: RFC 8308 and strict key exchange put them into the list. */
  private static final Set<String> MARKS =
      Set.of(
          "ext-info-s",
          "ext-info-c",
          "kex-strict-s-v00@openssh.com",
          "kex-strict-c-v00@openssh.com");

  private NoCommonAlgorithm() {}

  /** Null where every one of them has one. */
  static String sentence(
      Map<KexProposalOption, String> ours, Map<KexProposalOption, String> theirs) {
    for (KexProposalOption option : KexProposalOption.VALUES) {
      List<String> offered = algorithms(theirs.get(option));
      List<String> known = algorithms(ours.get(option));
      if (NAMES.containsKey(option) && known.stream().noneMatch(offered::contains)) {
        return "has no "
            + NAMES.get(option)
            + " in common with the gateway. It offers "
            + listed(offered)
            + "; the gateway knows "
            + listed(known)
            + ".";
      }
    }
    return null;
  }

  private static List<String> algorithms(String list) {
    return list == null
        ? List.of()
        : Arrays.stream(list.split(","))
            .filter(name -> !name.isBlank() && !MARKS.contains(name))
            .toList();
  }

  private static String listed(List<String> algorithms) {
    return algorithms.isEmpty() ? "none" : Printable.ascii(String.join(", ", algorithms));
  }
}
