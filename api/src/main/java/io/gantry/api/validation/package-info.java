/**
 * What makes an object valid, with Kubernetes' texts.
 *
 * <p>What a field must be by itself stands on the field, as annotations of {@code io.gantry.api.schema} in the words of
 * Kubernetes' declarative validation: {@code @Required}, {@code @EnumOf}, {@code @Minimum}, {@code @Maximum}, {@code @Range},
 * {@code @MaxLength}, {@code @MaxItems}, {@code @Format}, {@code @EachKey}, {@code @ImmutableField}, and {@code @Union} of a
 * record. The annotation processor writes a class for each record that has any ({@code CoreV1ProbeChecks}, in this package),
 * whose {@code check} goes through the fields and on into the records that they hold, and {@code KindChecks}, which begins
 * at a kind. A class is loaded when the first object that needs it is checked. A kind's status is never entered.
 *
 * <p>By hand, in the classes {@code ...Rules}, is what a field alone cannot say:
 *
 * <ul>
 *   <li>what several fields of one record must be together: a method {@code check}, which the record names with {@code
 *       @CrossChecked}, so that it holds wherever such a record stands;
 *   <li>what depends on other parts of the object: names that must be unique or must exist, a selector and its template,
 *       requests and limits; the rules of the kind;
 *   <li>whether something is looked at at all ({@code @ByHand} on the field): the rule of the kind asks for its checks when
 *       it is to be looked at;
 *   <li>what depends on the object before, beyond that a field may not change;
 *   <li>where Kubernetes reports an error under another path or with a sentence that no other field has.
 * </ul>
 */
@NullMarked
package io.gantry.api.validation;

import org.jspecify.annotations.NullMarked;
