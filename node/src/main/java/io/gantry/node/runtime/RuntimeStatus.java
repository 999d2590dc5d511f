package io.gantry.node.runtime;

/**
 * What a runtime can do now.
 *
 * @param runtimeReady containers can be made
 * @param networkReady sandboxes get a network (a CNI configuration is loaded)
 * @param message why something is not ready, empty when all is well
 */
public record RuntimeStatus(boolean runtimeReady, boolean networkReady, String message) {}
