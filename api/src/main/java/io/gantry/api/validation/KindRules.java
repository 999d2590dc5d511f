package io.gantry.api.validation;

import io.gantry.api.validation.MetadataRules.NameRule;

/**
 * The rules of one kind that are written by hand. What its fields must be by themselves stands on the fields and is checked
 * beside these.
 *
 * @param names what its objects may be called
 * @param update includes what an object must be at all times
 * @param status the same for a change of the status alone
 * @param whole an update is checked like a new object, not only for what has changed
 */
record KindRules<T>(NameRule names, Create<T> create, Update<T> update, Update<T> status, boolean whole) {
    /** Rules for an object by itself. */
    interface Create<T> {
        void check(T object, FieldErrors errors);
    }

    /** Rules for an object as the successor of another. */
    interface Update<T> {
        void check(T updated, T old, FieldErrors errors);
    }

    /** Updates follow the rules of creation only. */
    static <T> KindRules<T> of(NameRule names, Create<T> create) {
        return of(names, create, (updated, old, errors) -> create.check(updated, errors));
    }

    static <T> KindRules<T> of(NameRule names, Create<T> create, Update<T> update) {
        return new KindRules<>(names, create, update, (updated, old, errors) -> {}, true);
    }

    /** The same with rules for what is written through the status subresource. */
    KindRules<T> withStatus(Update<T> rule) {
        return new KindRules<>(names, create, update, rule, whole);
    }

    /** The same for a kind of which an update is checked only for what it changes. */
    KindRules<T> ofChangesOnly() {
        return new KindRules<>(names, create, update, status, false);
    }
}
