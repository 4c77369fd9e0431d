package dev.postern.events;

/**
 * What the value of a record says.
 *
 * @param actor null where no request caused the event, or an earlier version published it
 */
record ReadData<T extends EventData>(T data, Actor actor) {}
