package dev.postern.gateway.menu;

import dev.postern.events.state.ContainerState;

/**
 * What follows from a line that was typed.
 *
 * @param text to be shown, lines ended by {@code \n}
 * @param enter the container to go into, or null
 * @param quit whether the menu is over
 */
public record Answer(String text, ContainerState enter, boolean quit) {

  static Answer show(String text) {
    return new Answer(text, null, false);
  }

  static Answer into(ContainerState container) {
    return new Answer("", container, false);
  }

  static Answer over() {
    return new Answer("", null, true);
  }
}
