package io.gantry.base;

/**
 * Work that ends by itself, or soon after its thread is interrupted. Throwing {@link InterruptedException} is a
 * normal end.
 */
@FunctionalInterface
public interface InterruptibleTask {
    void run() throws Exception;
}
