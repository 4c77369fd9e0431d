package dev.postern.ip.attachment;

import dev.postern.problem.Problem;
import java.util.IdentityHashMap;
import java.util.List;

/** What became of requests; two may be equal, and each is answered by itself. */
final class BatchResult {

  private final List<AttachRequest> requests;
  private final IdentityHashMap<AttachRequest, Attachment> attached = new IdentityHashMap<>();
  private final IdentityHashMap<AttachRequest, Problem> refused = new IdentityHashMap<>();

  private BatchResult(List<AttachRequest> requests) {
    this.requests = List.copyOf(requests);
  }

  static BatchResult none(List<AttachRequest> requests) {
    return new BatchResult(requests);
  }

  void attach(AttachRequest request, Attachment attachment) {
    attached.put(request, attachment);
  }

  void refuse(AttachRequest request, Problem problem) {
    refused.put(request, problem);
  }

  /** Those that are neither fulfilled nor refused, in the order in which they came. */
  List<AttachRequest> open() {
    return requests.stream()
        .filter(w -> !attached.containsKey(w) && !refused.containsKey(w))
        .toList();
  }

  /** Null where there is none for it. */
  Attachment attached(AttachRequest request) {
    return attached.get(request);
  }

  /** Null where it is not refused. */
  Problem refusal(AttachRequest request) {
    return refused.get(request);
  }

  /** The requests that are fulfilled, in the order in which they came. */
  List<AttachRequest> fulfilled() {
    return requests.stream().filter(attached::containsKey).toList();
  }
}
