package io.gantry.server.patch;

import io.gantry.api.codec.Tree;
import io.gantry.api.status.StatusException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * JSON patch, RFC 6902, as leniently as Kubernetes reads it: a field that is not there may be replaced, copied and found to be null, an
 * index may count from the end, and a value that is left out is null. Pure: the object given stays as it is.
 */
public final class JsonPatch {
    /** As in Kubernetes: more operations than this in one patch are refused. */
    private static final int OPERATIONS_LIMIT = 10_000;

    /** As in Kubernetes: what all copies of one patch may add, in bytes of JSON. Twenty copies of copies would be a million. */
    private static final int COPY_LIMIT = 3 * 1024 * 1024;

    private static final Pattern INDEX = Pattern.compile("[+-]?[0-9]{1,9}");

    private static final Set<String> FIELDS = Set.of("op", "path", "from", "value");

    /** The cause of the refusal of a patch whose {@code test} found another value. */
    public static final class TestFailure extends IllegalArgumentException {
        private static final long serialVersionUID = 1;

        TestFailure(String message) {
            super(message);
        }
    }

    private JsonPatch() {}

    /**
     * @param operations the patch as a tree: a list of objects
     * @throws StatusException 400 when the patch is malformed, 422 when it cannot be applied to this object
     */
    public static @Nullable Object apply(@Nullable Object object, @Nullable Object operations) {
        List<@Nullable Object> list = Trees.list(operations);
        if (list == null) {
            throw StatusException.badRequest("error decoding patch: json: cannot unmarshal " + jsonKind(operations)
                    + " into Go value of type []handlers.jsonPatchOp");
        }
        if (list.size() > OPERATIONS_LIMIT) {
            throw StatusException.tooLarge(
                    "The allowed maximum operations in a JSON patch is " + OPERATIONS_LIMIT + ", got " + list.size());
        }
        Object result = copy(object);
        int copied = 0;
        for (Object operation : list) {
            Map<String, @Nullable Object> fields = Trees.map(operation);
            if (fields == null) {
                throw undecodable(jsonKind(operation) + " into Go value of type handlers.jsonPatchOp");
            }
            if ("copy".equals(fields.get("op"))) {
                copied = withCopy(copied, result, text(fields, "from"));
            }
            result = applyOne(result, fields);
        }
        return result;
    }

    private static int withCopy(int before, @Nullable Object object, String from) {
        int copied = before + size(Place.of(object, from).get(), COPY_LIMIT - before);
        if (copied > COPY_LIMIT) {
            throw unprocessable("Unable to complete the copy, the accumulated size increase of copy is " + copied
                    + ", exceeding the limit " + COPY_LIMIT);
        }
        return copied;
    }

    /** About how long a value is as JSON; somewhere above {@code enough} when it is longer. */
    private static int size(@Nullable Object value, int enough) {
        int size = 2;
        if (value instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                size += String.valueOf(entry.getKey()).length() + 4;
                if (size > enough) {
                    break;
                }
                size += size(entry.getValue(), enough - size);
            }
        } else if (value instanceof List<?> list) {
            for (Object item : list) {
                if (size > enough) {
                    break;
                }
                size += 1 + size(item, enough - size);
            }
        } else if (value instanceof String text) {
            size += text.length();
        } else {
            size += 8;
        }
        return size;
    }

    private static @Nullable Object applyOne(@Nullable Object object, Map<String, @Nullable Object> operation) {
        String op = text(operation, "op");
        String path = text(operation, "path");
        switch (op) {
            case "add" -> Place.of(object, path).add(copy(operation.get("value")));
            case "remove" -> Place.of(object, path).remove();
            case "replace" -> {
                if (path.isEmpty()) {
                    return whole(copy(operation.get("value")));
                }
                Place.of(object, path).replace(copy(operation.get("value")));
            }
            case "move" -> {
                Place from = Place.of(object, text(operation, "from"));
                Object moved = from.get();
                from.remove();
                Place.of(object, path).add(moved);
            }
            case "copy" ->
                Place.of(object, path)
                        .add(copy(Place.of(object, text(operation, "from")).get()));
            case "test" -> {
                if (!Tree.same(path.isEmpty() ? object : Place.of(object, path).get(), operation.get("value"))) {
                    String why = "testing path \"" + path + "\" failed";
                    throw new StatusException(unprocessable(why).status(), new TestFailure(why));
                }
            }
            default -> throw unprocessable("Unexpected kind: " + op);
        }
        return object;
    }

    private static @Nullable Object whole(@Nullable Object value) {
        if (value instanceof Map || value instanceof List) {
            return value;
        }
        throw unprocessable("replace operation value must be object or array");
    }

    private static String text(Map<String, @Nullable Object> operation, String name) {
        Object value = operation.get(name);
        if (value instanceof String text) {
            return text;
        }
        if (value != null) {
            throw undecodable(jsonKind(value) + " into Go struct field jsonPatchOp." + name + " of type string");
        }
        throw unprocessable("operation, missing " + name + " field: missing value");
    }

    /** What Go's decoder calls a value of JSON. */
    private static String jsonKind(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case String text -> "string";
            case Boolean flag -> "bool";
            case Map<?, ?> map -> "object";
            case List<?> list -> "array";
            default -> "number";
        };
    }

    private static StatusException undecodable(String what) {
        return StatusException.badRequest("error decoding patch: json: cannot unmarshal " + what);
    }

    /** The fields of operations that no operation has, such as {@code [0].form}. */
    public static List<String> unknownFields(@Nullable Object operations) {
        List<String> unknown = new ArrayList<>();
        List<@Nullable Object> list = Trees.list(operations);
        for (int i = 0; list != null && i < list.size(); i++) {
            Map<String, @Nullable Object> fields = Trees.map(list.get(i));
            if (fields != null) {
                for (String name : fields.keySet()) {
                    if (!FIELDS.contains(name)) {
                        unknown.add("[" + i + "]." + name);
                    }
                }
            }
        }
        return unknown;
    }

    /** The names on the way to a place, the place's own last. */
    private static List<String> pointer(String path) {
        if (!path.startsWith("/")) {
            throw unprocessable("the path \"" + path + "\" does not begin with a slash");
        }
        List<String> steps = new ArrayList<>();
        for (String step : path.substring(1).split("/", -1)) {
            steps.add(step.replace("~1", "/").replace("~0", "~"));
        }
        return steps;
    }

    /**
     * A place in an object, which may not be there.
     *
     * @param map the object that it is in, or
     * @param list the list that it is in
     */
    private record Place(
            @Nullable Map<String, @Nullable Object> map, List<@Nullable Object> list, String name, String path) {
        static Place of(@Nullable Object object, String path) {
            List<String> steps = pointer(path);
            Place place = in(object, steps.getFirst(), path);
            for (String step : steps.subList(1, steps.size())) {
                place = in(place.get(), step, path);
            }
            return place;
        }

        private static Place in(@Nullable Object container, String name, String path) {
            Map<String, @Nullable Object> map = Trees.map(container);
            List<@Nullable Object> list = Trees.list(container);
            if (map == null && list == null) {
                throw missing(path);
            }
            return new Place(map, list == null ? List.of() : list, name, path);
        }

        /** Null for a field that is not there. */
        @Nullable
        Object get() {
            return map != null ? map.get(name) : list.get(position(name, list.size(), path));
        }

        void add(@Nullable Object value) {
            if (map != null) {
                map.put(name, value);
            } else {
                list.add(name.equals("-") ? list.size() : position(name, list.size() + 1, path), value);
            }
        }

        void replace(@Nullable Object value) {
            if (map != null) {
                map.put(name, value);
            } else {
                list.set(position(name, list.size(), path), value);
            }
        }

        void remove() {
            if (map == null) {
                list.remove(position(name, list.size(), path));
            } else if (map.containsKey(name)) {
                map.remove(name);
            } else {
                throw missing(path);
            }
        }
    }

    /** An index as Go reads numbers; -1 is the last of {@code places}. */
    private static int position(String step, int places, String path) {
        if (!INDEX.matcher(step).matches()) {
            throw missing(path);
        }
        int index = Integer.parseInt(step);
        int position = index < 0 ? index + places : index;
        if (position < 0 || position >= places) {
            throw missing(path);
        }
        return position;
    }

    private static StatusException missing(String path) {
        return unprocessable("doc is missing path: \"" + path + "\": missing value");
    }

    private static StatusException unprocessable(String why) {
        return StatusException.unprocessable(why);
    }

    /** A copy whose maps and lists can be changed. */
    static @Nullable Object copy(@Nullable Object value) {
        Map<String, @Nullable Object> map = Trees.map(value);
        if (map != null) {
            Map<String, @Nullable Object> result = LinkedHashMap.newLinkedHashMap(map.size());
            map.forEach((name, item) -> result.put(name, copy(item)));
            return result;
        }
        List<@Nullable Object> list = Trees.list(value);
        if (list != null) {
            List<@Nullable Object> result = new ArrayList<>(list.size());
            list.forEach(item -> result.add(copy(item)));
            return result;
        }
        return value;
    }
}
