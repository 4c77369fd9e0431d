/** The home page: environments, their layers, their containers and where each password is. */
package dev.postern.dashboard.containers;
