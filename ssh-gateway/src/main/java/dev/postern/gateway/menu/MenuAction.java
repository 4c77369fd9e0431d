package dev.postern.gateway.menu;

import dev.postern.events.state.ContainerState;

/**
 * What follows from a line that was typed.
 *
 * @param text to be shown, lines ended by {@code \n}
 * @param enter the container to go into, or null
 * @param quit whether the menu is over
 */
public record MenuAction(String text, ContainerState enter, boolean quit) {

  static MenuAction show(String text) {
    return new MenuAction(text, null, false);
  }

  static MenuAction into(ContainerState container) {
    return new MenuAction("", container, false);
  }

  static MenuAction over() {
    return new MenuAction("", null, true);
  }
}
