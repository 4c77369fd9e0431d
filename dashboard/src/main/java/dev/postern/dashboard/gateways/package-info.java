/** The page of gateways, for operators and auditors: what each knows, and who is connected. */
package dev.postern.dashboard.gateways;
