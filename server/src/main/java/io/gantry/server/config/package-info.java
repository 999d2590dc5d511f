/** Files of {@code apiserver.config.k8s.io}: how they are read, and how a change in one is noticed. */
@org.jspecify.annotations.NullMarked
package io.gantry.server.config;
