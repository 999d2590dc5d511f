package io.gantry.api.schema;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A field of a message as it stands on the protobuf wire: one component of the record, or an embedded message whose
 * fields are components of the same record. Immutable.
 */
public final class WireNode {
    private final int number;
    private final @Nullable FieldInfo field;
    private final WireNode[] ordered;
    private final @Nullable WireNode[] byNumber;

    private WireNode(int number, @Nullable FieldInfo field, WireNode[] ordered) {
        this.number = number;
        this.field = field;
        this.ordered = ordered;
        int highest = ordered.length == 0 ? 0 : ordered[ordered.length - 1].number;
        this.byNumber = new @Nullable WireNode[highest + 1];
        for (WireNode node : ordered) {
            byNumber[node.number] = node;
        }
    }

    /** The root of a message: a node without a number, whose inner nodes are the message's fields. */
    static WireNode root(FieldInfo[] fields) {
        return embedded(0, 0, Arrays.asList(fields));
    }

    private static WireNode embedded(int number, int depth, List<FieldInfo> fields) {
        List<WireNode> nodes = new ArrayList<>();
        fields.stream()
                .map(field -> numberAt(field, depth))
                .distinct()
                .forEach(inner -> nodes.add(node(inner, depth, fields)));
        nodes.sort((one, other) -> Integer.compare(one.number, other.number));
        return new WireNode(number, null, nodes.toArray(new WireNode[0]));
    }

    private static WireNode node(int number, int depth, List<FieldInfo> fields) {
        List<FieldInfo> inside = new ArrayList<>();
        for (FieldInfo field : fields) {
            if (numberAt(field, depth) == number) {
                if (field.in().size() == depth) {
                    return new WireNode(number, field, new WireNode[0]);
                }
                inside.add(field);
            }
        }
        return embedded(number, depth + 1, inside);
    }

    private static int numberAt(FieldInfo field, int depth) {
        return depth < field.in().size() ? field.in().get(depth) : field.number();
    }

    /** Number on the wire. */
    public int number() {
        return number;
    }

    /** The component; {@code null} for an embedded message. */
    public @Nullable FieldInfo field() {
        return field;
    }

    /** How many fields an embedded message has. */
    public int size() {
        return ordered.length;
    }

    /** A field of an embedded message, in ascending order of the numbers. */
    public WireNode at(int position) {
        return ordered[position];
    }

    /** The field of an embedded message with this number. */
    public @Nullable WireNode find(int fieldNumber) {
        return fieldNumber > 0 && fieldNumber < byNumber.length ? byNumber[fieldNumber] : null;
    }
}
