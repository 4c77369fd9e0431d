package dev.postern.ip.attachment;

import dev.postern.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The requests of a batch in the order in which they came, each with what became of it. */
final class BatchResult {

  /** One request; it is open until it is attached or refused. */
  static final class Item {

    private final AttachRequest request;
    private BatchRepository.Container container;
    private Attachment attached;
    private Problem refusal;

    private Item(AttachRequest request) {
      this.request = request;
    }

    AttachRequest request() {
      return request;
    }

    /** Locked; null where it is not there, or another transaction has it or its account locked. */
    BatchRepository.Container container() {
      return container;
    }

    /** Null where the request is open or refused. */
    Attachment attached() {
      return attached;
    }

    /** Null where the request is open or attached. */
    Problem refusal() {
      return refusal;
    }

    void attach(Attachment attachment) {
      attached = attachment;
    }

    void refuse(Problem problem) {
      refusal = problem;
    }

    private boolean isDecidable() {
      return container != null && attached == null && refusal == null;
    }
  }

  private final List<Item> items;

  private BatchResult(List<Item> items) {
    this.items = items;
  }

  /** All of them open. */
  static BatchResult open(List<AttachRequest> requests) {
    return new BatchResult(requests.stream().map(Item::new).toList());
  }

  List<Item> items() {
    return items;
  }

  void found(Map<String, BatchRepository.Container> containers) {
    items.forEach(item -> item.container = containers.get(item.request.container()));
  }

  /** Those of other accounts stay open, whatever is done to the batch from here on. */
  void keepOnly(Set<String> accounts) {
    decidable().stream()
        .filter(item -> !accounts.contains(item.container.account()))
        .forEach(item -> item.container = null);
  }

  /** Those that are open and whose container is locked. */
  List<Item> decidable() {
    return items.stream().filter(Item::isDecidable).toList();
  }

  List<Item> attached() {
    return items.stream().filter(item -> item.attached != null).toList();
  }

  static Set<String> containers(List<Item> items) {
    return distinct(items, item -> item.request.container());
  }

  static Set<String> accounts(List<Item> items) {
    return distinct(items, item -> item.container.account());
  }

  /** In their order, so that all batches lock in the same one. */
  private static Set<String> distinct(List<Item> items, Function<Item, String> text) {
    return items.stream().map(text).collect(Collectors.toCollection(TreeSet::new));
  }
}
