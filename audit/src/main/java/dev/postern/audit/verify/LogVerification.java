package dev.postern.audit.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.postern.audit.log.EventLog;
import dev.postern.audit.log.Fold;
import dev.postern.audit.log.LogEvent;
import dev.postern.audit.log.LogRecord;
import dev.postern.audit.log.Progress;
import dev.postern.audit.log.Redeliveries;
import dev.postern.events.Topics;
import dev.postern.events.UnreadableEventException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Reads all topics once and tells which invariants hold. What an event follows from is read before
 * it: keys and containers before mails and sessions, events before states.
 */
public final class LogVerification {

  /** How far a gateway's clock may be from a database's, with the second that news take. */
  public static final Duration GRACE = Duration.ofSeconds(5);

  private static final List<String> ORDER =
      List.of(
          Topics.KEYS,
          Topics.CONTAINERS,
          Topics.IPS,
          Topics.NOTIFICATIONS,
          Topics.PLATFORM_CONTAINERS,
          Topics.PLATFORM_IPS,
          Topics.SESSIONS,
          Topics.STATE_KEYS,
          Topics.STATE_SHARES,
          Topics.STATE_CONTAINERS);

  private final EventLog log;
  private final Progress progress;
  private final Findings findings = new Findings();
  private final Redeliveries redeliveries = new Redeliveries();
  private final Fold fold = new Fold();
  private final List<RecordCheck> alone;
  private final RecordCheck inOrder;
  private final GenerationCheck generations;
  private final StateCheck states;
  private final Instant now;
  private long read;
  private long repeated;

  /**
   * @param now what is much older has had its time
   * @param grace how far clocks may differ
   */
  public LogVerification(EventLog log, Progress progress, Instant now, Duration grace) {
    this.log = log;
    this.progress = progress;
    this.now = now;
    this.alone =
        List.of(new ReadableCheck(findings), new SourceCheck(findings), new SecretCheck(findings));
    this.inOrder = new SequenceCheck(findings);
    new HolderCheck(fold, findings);
    new MailCheck(fold, findings, grace);
    new SessionCheck(fold, findings, grace);
    this.generations = new GenerationCheck(fold, findings);
    this.states = new StateCheck(fold, findings);
  }

  /** Reads and judges. */
  public VerificationReport run() {
    List<String> topics = new ArrayList<>(ORDER);
    // Newer than some installations.
    topics.addAll(log.present(List.of(Topics.REQUESTS)));
    // What follows from others ends first, so that nothing follows from what is not read.
    List<String> backwards = new ArrayList<>(topics);
    Collections.reverse(backwards);
    progress.begins(log.size(backwards));
    // Each record by itself here, what follows from what there: about half of the work each.
    var handover = new Handover<Judged>("postern-audit-fold", this::follow);
    try {
      log.read(topics, null, record -> handover.accept(see(record)));
    } finally {
      handover.finish();
    }
    progress.ends();
    generations.finish(now);
    states.finish(now);
    return report();
  }

  /**
   * @param data missing where the record has none
   */
  private record Judged(LogRecord record, JsonNode data) {}

  private Judged see(LogRecord record) {
    read++;
    progress.read(1);
    JsonNode data = record.data().orElseGet(MissingNode::getInstance);
    alone.forEach(check -> check.see(record, data));
    return new Judged(record, data);
  }

  private void follow(Judged judged) {
    LogRecord record = judged.record();
    inOrder.see(record, judged.data());
    try {
      LogEvent event = LogEvent.of(record, judged.data());
      if (redeliveries.isRepeated(event)) {
        repeated++;
      } else if (Topics.STATES.contains(record.topic())) {
        states.state(event);
      } else {
        fold.apply(event);
      }
    } catch (UnreadableEventException e) {
      // Found by the check of each record; nothing follows from it here.
    }
  }

  private VerificationReport report() {
    return new VerificationReport(
        Arrays.stream(Invariant.values())
            .map(
                invariant ->
                    new VerificationReport.Result(
                        invariant, findings.count(invariant), findings.of(invariant)))
            .toList(),
        read,
        repeated);
  }
}
