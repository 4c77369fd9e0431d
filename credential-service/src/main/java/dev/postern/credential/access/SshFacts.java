package dev.postern.credential.access;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a container says about root's logins.
 *
 * @param account what keeps root out; empty where nothing does
 * @param full folders in which nothing can be written
 * @param settings empty where sshd could not be asked
 * @param configBroken whether sshd rejects its own configuration
 * @param firewall empty where the container has no tool that shows rules
 */
public record SshFacts(
    Set<AccountProblem> account,
    List<String> full,
    Optional<Settings> settings,
    boolean configBroken,
    Optional<Rules> firewall) {

  /** Why the account cannot be used. */
  public enum AccountProblem {
    LOCKED,
    /** None was ever set. */
    NO_PASSWORD,
    EXPIRED,
    PASSWORD_EXPIRED,
    NO_SHELL
  }

  /**
   * sshd's settings in effect for root.
   *
   * @param rootAllowed whether the lists of users and groups leave root in
   */
  public record Settings(boolean passwordAuthentication, boolean rootLogin, boolean rootAllowed) {}

  /** Rules of a host firewall, as its tool prints them. */
  public record Rules(List<String> nft, List<String> iptables) {

    /**
     * @return the rule that drops or rejects new connections to the port; empty where none does
     */
    public Optional<String> dropping(int port) {
      return NftRules.dropping(nft, port).or(() -> IptablesRules.dropping(iptables, port));
    }
  }
}
