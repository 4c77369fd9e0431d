package dev.postern.dashboard.operator;

import dev.postern.dashboard.page.Moment;
import dev.postern.dashboard.page.Words;
import dev.postern.dashboard.services.DeadLettersApi.DeadLetter;

/** A record that a service put aside, as a row shows it. */
public record DeadLetterRow(DeadLetter letter, Moment when) {

  static DeadLetterRow of(DeadLetter letter, Words words) {
    return new DeadLetterRow(letter, Moment.of(letter.time(), words));
  }
}
