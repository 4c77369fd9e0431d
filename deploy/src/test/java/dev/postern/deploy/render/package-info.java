/**
 * The manifests as a cluster would get them: rendered by a real kubectl of one version, parsed, and
 * looked at as trees.
 */
package dev.postern.deploy.render;
