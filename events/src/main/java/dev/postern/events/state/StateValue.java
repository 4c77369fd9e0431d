package dev.postern.events.state;

import dev.postern.events.EventData;

/**
 * The data of a record on a compacted topic: replaces all earlier values of its {@link
 * #topicKey()}.
 */
public interface StateValue extends EventData {}
