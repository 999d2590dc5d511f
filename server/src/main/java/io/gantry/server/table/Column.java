package io.gantry.server.table;

/**
 * A column's heading.
 *
 * @param priority 0 is always shown, 1 with {@code -o wide}
 */
record Column(String name, String type, String format, int priority, String description) {
    static Column of(String name) {
        return new Column(name, "string", name.equals("Name") ? "name" : "", 0, Descriptions.of(name));
    }
}
