package dev.postern.outbox;

/** What one sequence counts. */
record TopicKey(String topic, String key) {}
