package dev.postern.cli.audit;

import dev.postern.cli.output.Document;
import dev.postern.cli.output.Document.Items;
import dev.postern.transparency.verify.Finding;
import dev.postern.transparency.verify.PartitionReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How the log compares with what the notary signed, as part of an answer. */
final class SignedDocument {

  private SignedDocument() {}

  static Document add(Document document, List<PartitionReport> reports) {
    if (reports.isEmpty()) {
      return document;
    }
    Items partitions = Items.of("Signed", "topic", "partition", "signed", "untouchedUpTo", "holds");
    Items findings = Items.of("Not as it was signed", "place", "kind", "count", "what");
    for (PartitionReport report : reports) {
      partitions.add(fields(report));
      report.findings().forEach(finding -> findings.add(fields(finding)));
    }
    document.more("signed", partitions);
    if (!findings.rows().isEmpty()) {
      document.more("differences", findings);
    }
    long retired = reports.stream().mapToLong(PartitionReport::retired).sum();
    if (retired > 0) {
      document.note(
          retired + " signed records are gone as the retention of their topics lets them go.");
    }
    return document.note(sentence(reports));
  }

  private static String sentence(List<PartitionReport> reports) {
    long signed = reports.stream().mapToLong(PartitionReport::size).sum();
    return reports.stream().allMatch(PartitionReport::holds)
        ? "The log is untouched: " + signed + " records are as the notary signed them."
        : "The log is not as the notary signed it. docs/runbooks/PosternLogContradicted.md says"
            + " what to do.";
  }

  private static Map<String, Object> fields(PartitionReport report) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("topic", report.topic());
    fields.put("partition", report.partition());
    fields.put("signed", report.size());
    fields.put("compared", report.records());
    fields.put("retired", report.retired());
    fields.put("untouchedUpTo", report.untouchedUpTo());
    fields.put("holds", report.holds());
    return fields;
  }

  private static Map<String, Object> fields(Finding finding) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("place", finding.topic() + "/" + finding.partition() + "@" + finding.offset());
    fields.put("kind", finding.kind().name());
    fields.put("count", finding.count());
    fields.put("what", finding.what());
    return fields;
  }
}
