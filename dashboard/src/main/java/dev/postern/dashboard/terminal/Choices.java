package dev.postern.dashboard.terminal;

import dev.postern.dashboard.services.Part;
import java.util.List;

/**
 * What a page with terminals offers.
 *
 * @param chosen the container that the page was opened for
 * @param all those that another terminal can be opened of
 */
record Choices(Choice chosen, Part<List<Choice>> all) {}
