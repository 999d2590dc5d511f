package io.gantry.server.patch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lays over an object what a policy wants it to have: server-side apply without owners. Pure. */
public final class Configurations {
    /** Every object has these; no schema describes them. */
    private static final List<String> TYPE = List.of("apiVersion", "kind");

    private Configurations() {}

    /** A configuration that cannot be laid over anything. */
    public static final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        Refused(String message) {
            super(message);
        }
    }

    /**
     * The object with everything that the configuration says.
     *
     * @throws Refused when it has fields that the schema does not know, or changes what can only be replaced as a whole:
     *     what it does not name there would be lost by mistake
     */
    public static Map<String, @Nullable Object> apply(
            Schema schema, Map<String, @Nullable Object> live, Map<String, @Nullable Object> config) throws Refused {
        List<String> undeclared = new ArrayList<>();
        List<String> atomic = new ArrayList<>();
        look(schema, config, "", undeclared, atomic);
        if (!undeclared.isEmpty()) {
            throw new Refused("failed to convert patch object to typed object: "
                    + (undeclared.size() == 1
                            ? undeclared.getFirst()
                            : "errors:\n  " + String.join("\n  ", undeclared)));
        }
        if (!atomic.isEmpty()) {
            throw new Refused("invalid ApplyConfiguration: may not mutate atomic arrays, maps or structs: "
                    + String.join(", ", atomic));
        }
        return TypedMerge.merge(schema, live, config);
    }

    private static void look(
            Schema schema, @Nullable Object value, String path, List<String> undeclared, List<String> atomic) {
        Map<String, @Nullable Object> map = Trees.map(value);
        List<@Nullable Object> list = Trees.list(value);
        if (schema.form() == Schema.Form.LEAF) {
            if (map != null || list != null) {
                atomic.add(path);
            }
        } else if (map != null) {
            map.forEach((name, each) -> {
                Schema next = schema.field(name);
                String at = path + "." + name;
                if (next != null) {
                    look(next, each, at, undeclared, atomic);
                } else if (!path.isEmpty() || !TYPE.contains(name)) {
                    undeclared.add(at + ": field not declared in schema");
                }
            });
        } else if (list != null) {
            for (int i = 0; i < list.size(); i++) {
                look(schema.element(), list.get(i), path + "[" + i + "]", undeclared, atomic);
            }
        }
    }
}
