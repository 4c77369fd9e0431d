/**
 * Mail jobs: what is to be mailed, in which order, and what came of it. The state machine, the
 * queue that hands each job to one replica at a time, and the REST view of the delivery history are
 * here; how a mail looks and how it is sent is not.
 */
package dev.postern.notification.job;
