package dev.postern.notification.smtp;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a server says that it can do, in its answer to EHLO.
 *
 * @param signIn mechanisms of AUTH (RFC 4954)
 */
record SmtpOffers(boolean tls, Set<String> signIn) {

  static final SmtpOffers NONE = new SmtpOffers(false, Set.of());

  static SmtpOffers of(SmtpReply hello) {
    List<String> keywords =
        hello.lines().stream()
            .skip(1)
            .filter(line -> line.length() > 4)
            .map(line -> line.substring(4).toUpperCase(Locale.ROOT))
            .toList();
    return new SmtpOffers(
        keywords.stream().anyMatch(keyword -> keyword.strip().equals("STARTTLS")),
        keywords.stream()
            .filter(keyword -> keyword.startsWith("AUTH ") || keyword.startsWith("AUTH="))
            .flatMap(keyword -> Arrays.stream(keyword.substring(5).split("\\s+")))
            .filter(mechanism -> !mechanism.isEmpty())
            .collect(Collectors.toUnmodifiableSet()));
  }
}
