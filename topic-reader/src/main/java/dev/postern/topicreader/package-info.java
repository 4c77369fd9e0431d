/** Topics that a service follows without a consumer group, from their beginning or their end. */
package dev.postern.topicreader;
