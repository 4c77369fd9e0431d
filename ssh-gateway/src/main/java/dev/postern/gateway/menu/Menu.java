package dev.postern.gateway.menu;

import dev.postern.events.containers.Address;
import dev.postern.events.containers.RuntimeStatus;
import dev.postern.events.state.ContainerState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Two levels: environments, then the containers of one by layer. {@code 0} quits or goes back,
 * {@code 1} refreshes, {@code /text} filters, {@code n} and {@code p} turn pages; the numbers run
 * on over layers and pages. Not safe for use by several threads.
 */
public final class Menu {

  private static final int FIRST_NUMBER = 2;
  private static final int LINES_AROUND = 8;
  private static final int FEWEST_ROWS = 5;

  private static final Comparator<ContainerState> BY_LAYER =
      Comparator.comparing((ContainerState c) -> c.layer() == null ? "" : c.layer())
          .thenComparing(ContainerState::name)
          .thenComparing(ContainerState::container);

  private final String account;
  private final Supplier<Collection<ContainerState>> enterable;
  private int height = 24;
  private String environment;
  private String filter = "";
  private int page;
  private List<String> environments = List.of();
  private List<ContainerState> containers = List.of();

  /**
   * @param enterable everything that the account's keys open, at the moment of the call
   */
  public Menu(String account, Supplier<Collection<ContainerState>> enterable) {
    this.account = account;
    this.enterable = enterable;
  }

  /** Rows of the terminal; 0 where it is not known. */
  public void height(int rows) {
    height = rows <= 0 ? Integer.MAX_VALUE : rows;
  }

  /** The present page, read again. */
  public String show() {
    Map<String, List<ContainerState>> groups = groups();
    if (environment != null && !groups.containsKey(environment)) {
      environment = null;
    }
    return environment == null ? showEnvironments(groups) : showContainers(groups);
  }

  /** What a line means at the present page. */
  public MenuAction type(String line) {
    String word = line.strip();
    if (word.isEmpty() || word.equals("1")) {
      return MenuAction.show(show());
    }
    if (word.startsWith("/")) {
      filter = word.substring(1).strip().toLowerCase(Locale.ROOT);
      page = 0;
      return MenuAction.show(show());
    }
    return switch (word) {
      case "0", "q" -> back();
      case "n" -> turn(1);
      case "p" -> turn(-1);
      default -> choose(word);
    };
  }

  private MenuAction back() {
    if (environment == null) {
      return MenuAction.over();
    }
    environment = null;
    return fresh();
  }

  private MenuAction fresh() {
    filter = "";
    page = 0;
    return MenuAction.show(show());
  }

  private MenuAction turn(int by) {
    page = Math.max(0, page + by);
    return MenuAction.show(show());
  }

  private MenuAction choose(String word) {
    int number = word.matches("[0-9]{1,9}") ? Integer.parseInt(word) - FIRST_NUMBER : -1;
    if (number < 0 || number >= size()) {
      return MenuAction.show("There is no " + printable(word) + " here.\n" + prompt());
    }
    if (environment == null) {
      environment = environments.get(number);
      return fresh();
    }
    ContainerState chosen = containers.get(number);
    return chosen.runtime() == RuntimeStatus.RUNNING
        ? MenuAction.into(chosen)
        : MenuAction.show(printable(chosen.name()) + " is stopped; start it first.\n" + prompt());
  }

  private Map<String, List<ContainerState>> groups() {
    return enterable.get().stream()
        .collect(Collectors.groupingBy(this::title, TreeMap::new, Collectors.toList()));
  }

  /** Own environments by name; those of others with the owner before it. */
  private String title(ContainerState container) {
    return container.account().equals(account)
        ? container.environment()
        : container.account() + "/" + container.environment();
  }

  private String showEnvironments(Map<String, List<ContainerState>> groups) {
    environments =
        groups.entrySet().stream()
            .filter(group -> matches(group.getKey(), group.getValue()))
            .map(Map.Entry::getKey)
            .toList();
    containers = List.of();
    var out = new StringBuilder("\nPostern: environments of " + printable(account));
    head(out, "Quit");
    for (int i : rows()) {
      List<ContainerState> members = groups.get(environments.get(i));
      long running = members.stream().filter(c -> c.runtime() == RuntimeStatus.RUNNING).count();
      out.append(
          "%5d. %-40s %d of %d running%n"
              .formatted(i + FIRST_NUMBER, printable(environments.get(i)), running, members.size())
              .replace(System.lineSeparator(), "\n"));
    }
    return out.append(foot()).append(prompt()).toString();
  }

  private String showContainers(Map<String, List<ContainerState>> groups) {
    containers = groups.get(environment).stream().filter(this::matches).sorted(BY_LAYER).toList();
    var out = new StringBuilder("\nPostern: containers of " + printable(environment));
    head(out, "[..]");
    String layer = null;
    for (int i : rows()) {
      ContainerState container = containers.get(i);
      String its = container.layer() == null ? "" : container.layer();
      if (!its.equals(layer)) {
        layer = its;
        out.append("  ").append(its.isEmpty() ? "(no layer)" : printable(its)).append('\n');
      }
      out.append(row(i + FIRST_NUMBER, container));
    }
    return out.append(foot()).append(prompt()).toString();
  }

  private static String row(int number, ContainerState container) {
    return "%5d. %-24s %-14s %-8s %s\n"
        .formatted(
            number,
            printable(container.name()),
            printable(container.container()),
            container.runtime() == RuntimeStatus.RUNNING ? "running" : "stopped",
            container.addresses().stream()
                .map(Address::address)
                .map(Menu::printable)
                .collect(Collectors.joining(" ")));
  }

  private void head(StringBuilder out, String zero) {
    if (!filter.isEmpty()) {
      out.append(", filtered by ").append(printable(filter));
    }
    out.append("\n    0. ").append(zero).append("\n    1. Refresh\n");
  }

  private List<Integer> rows() {
    int rows = pageSize();
    page = Math.min(page, Math.max(0, (size() - 1) / rows));
    var numbers = new ArrayList<Integer>();
    for (int i = page * rows; i < Math.min(size(), (page + 1) * rows); i++) {
      numbers.add(i);
    }
    return numbers;
  }

  private String foot() {
    int pages = Math.max(1, (size() + pageSize() - 1) / pageSize());
    if (size() == 0) {
      return filter.isEmpty() ? "  Nothing here yet.\n" : "  Nothing matches; / shows all.\n";
    }
    return pages == 1
        ? ""
        : "  Page %d of %d: n next, p previous, /text filters\n".formatted(page + 1, pages);
  }

  private String prompt() {
    int last = size() + FIRST_NUMBER - 1;
    return "Enter [0-" + last + "]: ";
  }

  private int pageSize() {
    return height == Integer.MAX_VALUE
        ? Integer.MAX_VALUE / 4
        : Math.max(FEWEST_ROWS, height - LINES_AROUND);
  }

  private int size() {
    return environment == null ? environments.size() : containers.size();
  }

  private boolean matches(String title, List<ContainerState> members) {
    return title.contains(filter) || members.stream().anyMatch(this::matches);
  }

  private boolean matches(ContainerState container) {
    return container.name().contains(filter)
        || container.container().contains(filter)
        || (container.layer() != null && container.layer().contains(filter));
  }

  /** Names have a pattern; what breaks it must not move a cursor. */
  private static String printable(String text) {
    return text.replaceAll("[^\\x20-\\x7e]", "?");
  }
}
