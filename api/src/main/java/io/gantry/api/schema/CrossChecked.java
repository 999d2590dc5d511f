package io.gantry.api.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What several fields of the record must be together, and needs nothing from outside of it, is said by a method that is
 * written by hand: {@code check(record, path, errors)} of a class of {@code io.gantry.api.validation}. It is called after the
 * fields themselves were checked, wherever a record of the type stands.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.SOURCE)
public @interface CrossChecked {
    /** The simple name of the class. */
    String value();
}
