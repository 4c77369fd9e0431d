package dev.postern.credential.listing;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.postern.credential.container.ContainerCount;
import java.util.List;

/**
 * How many containers there are.
 *
 * @param groups the same by account, environment and layer; absent where it was not asked for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ContainerCounts(long total, List<ContainerCount> groups) {}
