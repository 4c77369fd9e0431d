package dev.postern.dashboard.operator;

import dev.postern.dashboard.page.Forms;
import dev.postern.dashboard.services.PoolsApi;
import dev.postern.dashboard.services.ServiceProblem;
import java.util.List;

/**
 * A pool as it is written in a form, with what was wrong the last time.
 *
 * @param reserved blocks with white space between them
 * @param problem null where nothing was wrong
 */
public record PoolForm(
    String name, String cidr, String reserved, String once, ServiceProblem problem) {

  static PoolForm empty() {
    return new PoolForm("", "", "", Forms.once(), null);
  }

  static PoolForm of(PoolsApi.Pool pool) {
    return new PoolForm(
        pool.name(), pool.cidr(), String.join("\n", pool.reserved()), Forms.once(), null);
  }

  PoolForm refused(ServiceProblem why) {
    return new PoolForm(name, cidr, reserved, Forms.once(), why);
  }

  List<String> reservedBlocks() {
    return reserved.isBlank() ? List.of() : List.of(reserved.strip().split("[\\s,]+"));
  }

  /** What is wrong with a field; null where nothing is. */
  public String of(String field) {
    return problem == null ? null : problem.starting(field).orElse(null);
  }

  /** What is wrong with the whole of it; null where nothing is. */
  public String whole() {
    boolean atField = of("name") != null || of("cidr") != null || of("reserved") != null;
    return problem == null || atField ? null : problem.getMessage();
  }
}
