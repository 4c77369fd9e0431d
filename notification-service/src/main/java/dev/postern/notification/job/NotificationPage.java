package dev.postern.notification.job;

import java.util.List;

/**
 * One page of a list.
 *
 * @param next what to give as {@code cursor} for the next page; null on the last one
 */
record NotificationPage(List<NotificationView> items, String next) {}
