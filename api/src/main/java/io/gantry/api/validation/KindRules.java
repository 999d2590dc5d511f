package io.gantry.api.validation;

import io.gantry.api.validation.MetadataRules.NameRule;

/**
 * The rules of one kind.
 *
 * @param names what its objects may be called
 * @param update includes what an object must be at all times
 * @param status the same for a change of the status alone
 */
record KindRules<T>(NameRule names, Create<T> create, Update<T> update, Update<T> status) {
    /** Rules for an object by itself. */
    interface Create<T> {
        void check(T object, FieldErrors errors);
    }

    /** Rules for an object as the successor of another. */
    interface Update<T> {
        void check(T updated, T old, FieldErrors errors);
    }

    static <T> KindRules<T> metadataOnly(NameRule names) {
        return new KindRules<>(
                names, (object, errors) -> {}, (updated, old, errors) -> {}, (updated, old, errors) -> {});
    }

    /** Updates follow the rules of creation only. */
    static <T> KindRules<T> of(NameRule names, Create<T> create) {
        return of(names, create, (updated, old, errors) -> create.check(updated, errors));
    }

    static <T> KindRules<T> of(NameRule names, Create<T> create, Update<T> update) {
        return new KindRules<>(names, create, update, (updated, old, errors) -> {});
    }

    /** The same with rules for what is written through the status subresource. */
    KindRules<T> withStatus(Update<T> rule) {
        return new KindRules<>(names, create, update, rule);
    }
}
