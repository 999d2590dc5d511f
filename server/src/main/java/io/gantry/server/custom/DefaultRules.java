package io.gantry.server.custom;

import io.gantry.api.codec.DecodeException;
import io.gantry.api.codec.StrictErrors;
import io.gantry.api.codec.Tree;
import io.gantry.api.types.RawJson;
import io.gantry.api.validation.FieldError;
import io.gantry.api.validation.FieldErrors;
import io.gantry.api.validation.FieldPath;
import io.gantry.server.schema.SchemaNode;
import io.gantry.server.schema.Schemas;

/** What the defaults of a schema must be: values that the schema itself would let pass whole. */
final class DefaultRules {
    private DefaultRules() {}

    /** Checks every default at and below a place. */
    static void check(SchemaNode node, FieldPath path, FieldErrors errors) {
        RawJson given = node.props().defaultValue();
        if (given != null) {
            value(given, node, path.child("default"), errors);
        }
        node.properties()
                .forEach((name, child) -> check(child, path.child("properties").key(name), errors));
        SchemaNode items = node.items();
        if (items != null) {
            check(items, path.child("items"), errors);
        }
        SchemaNode additional = node.additional();
        if (additional != null) {
            check(additional, path.child("additionalProperties"), errors);
        }
    }

    private static void value(RawJson given, SchemaNode node, FieldPath path, FieldErrors errors) {
        Object tree;
        try {
            tree = Tree.parseJson(given.shared());
        } catch (DecodeException e) {
            errors.invalid(path, given.json(), "must be JSON: " + e.getMessage());
            return;
        }
        if (tree == null) {
            if (!node.nullable()) {
                errors.add(new FieldError(
                        FieldError.Type.TYPE_INVALID,
                        path.toString(),
                        "null",
                        path + " in body must be of type " + node.type() + ": \"null\""));
            }
            return;
        }
        StrictErrors unknown = new StrictErrors();
        Schemas.prune(node, tree, unknown);
        if (!unknown.isEmpty()) {
            errors.invalid(path, tree, "must not have unknown fields");
        }
        Schemas.validate(node, tree, path.toString()).forEach(errors::add);
    }
}
