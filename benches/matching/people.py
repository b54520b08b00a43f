"""A make-believe company for the benchmark of matching: who could be matched with whom, and how well they fit.

Topics are wanted and known by Zipf's law, people sit in three time zones and speak one to three of four languages. A
pair is possible when they share a topic, a language and four working hours and do not report to the same manager; its score is
weighed as Stoa weighs it: skills 40, hours 20, language 10, seniority 10, other team 10, past feedback 10, times ten.
"""

import numpy as np

TOPICS, TEAMS, MANAGERS_PER_PERSON = 60, 40, 1 / 8
#: Bytes that a block of scores may take.
BLOCK = 2_000_000


class People:
    def __init__(self, count, chance, topics, steepness):
        zipf = 1 / np.arange(1, TOPICS + 1) ** steepness
        keys = chance.gumbel(size=(count, TOPICS)) + np.log(zipf)
        many = chance.integers(topics[0], topics[1] + 1, size=count)
        ranked = np.argsort(-keys, axis=1)
        self.topics = np.zeros((count, TOPICS), dtype=np.float32)
        for place in range(topics[1]):
            rows = np.flatnonzero(many > place)
            self.topics[rows, ranked[rows, place]] = 1
        self.starts = chance.choice([8, 9, 13, 14, 17], p=[0.25, 0.3, 0.2, 0.15, 0.1], size=count)
        self.languages = np.zeros((count, 4), dtype=np.float32)
        self.languages[:, 0] = chance.random(count) < 0.95
        for language, share in ((1, 0.4), (2, 0.2), (3, 0.1)):
            self.languages[:, language] = chance.random(count) < share
        self.team = chance.integers(TEAMS, size=count)
        self.manager = chance.integers(max(2, int(count * MANAGERS_PER_PERSON)), size=count)
        self.grade = chance.integers(1, 9, size=count)


def scores(mentees, mentors, a, b, feedback):
    """The scores of mentees `a` beside mentors `b`, 0 to 1000; -1 where they cannot be matched."""
    shared = np.einsum("...t,...t->...", mentees.topics[a], mentors.topics[b])
    wanted = mentees.topics[a].sum(axis=-1)
    overlap = np.clip(8 - np.abs(mentees.starts[a] - mentors.starts[b]), 0, 8)
    language = np.einsum("...l,...l->...", mentees.languages[a], mentors.languages[b])
    gap = np.abs(mentors.grade[b] - mentees.grade[a] - 2)
    score = (
        400 * shared / np.maximum(wanted, 1)
        + 200 * overlap / 8
        + 100 * np.minimum(language, 2) / 2
        + 100 * np.clip(1 - gap / 5, 0, 1)
        + 100 * (mentees.team[a] != mentors.team[b])
        + 100 * feedback[b]
    )
    possible = (shared > 0) & (language > 0) & (overlap >= 4) & (mentees.manager[a] != mentors.manager[b])
    return np.where(possible, np.rint(score), -1).astype(np.int32)


def instance(mentees, mentors, best, seed, looked_at=None):
    """Capacities and the columns mentee, mentor, score of the pairs: the `best` of each mentee, or all for None.

    With `looked_at`, only so many mentors, drawn by chance, are looked at for each mentee.
    """
    chance = np.random.default_rng(seed)
    # What is wanted is more alike than what is known, so that there are topics with too few mentors.
    seekers, offers = People(mentees, chance, (1, 3), 1.0), People(mentors, chance, (2, 4), 0.6)
    feedback = chance.random(mentors).astype(np.float32)
    capacity = chance.choice([1, 2, 4, 6, 8, 10], p=[0.12, 0.18, 0.22, 0.2, 0.18, 0.1], size=mentors)
    columns = []
    width = looked_at or mentors
    for first in range(0, mentees, max(1, BLOCK // width)):
        a = np.arange(first, min(first + max(1, BLOCK // width), mentees))[:, None]
        b = np.arange(mentors)[None, :]
        if looked_at:
            b = chance.integers(mentors, size=(len(a), looked_at))
            b = np.sort(b, axis=1)
        score = block(seekers, offers, a, b, feedback, looked_at)
        columns.append(best_of(score, a, b, best))
    return capacity, [np.concatenate(column).astype(np.uint32) for column in zip(*columns)]


def block(seekers, offers, a, b, feedback, looked_at):
    if looked_at:
        score = scores(seekers, offers, a, b, feedback)
        again = np.zeros(b.shape, dtype=bool)
        again[:, 1:] = b[:, 1:] == b[:, :-1]
        return np.where(again, -1, score)
    # The whole of both sides: products of matrices instead of pairs one by one.
    shared = seekers.topics[a[:, 0]] @ offers.topics.T
    language = seekers.languages[a[:, 0]] @ offers.languages.T
    overlap = np.clip(8 - np.abs(seekers.starts[a] - offers.starts[b]), 0, 8)
    gap = np.abs(offers.grade[b] - seekers.grade[a] - 2)
    wanted = seekers.topics[a[:, 0]].sum(axis=1)[:, None]
    score = (
        400 * shared / wanted + 200 * overlap / 8 + 100 * np.minimum(language, 2) / 2
        + 100 * np.clip(1 - gap / 5, 0, 1) + 100 * (seekers.team[a] != offers.team[b]) + 100 * feedback[b]
    )
    possible = (shared > 0) & (language > 0) & (overlap >= 4) & (seekers.manager[a] != offers.manager[b])
    return np.where(possible, np.rint(score), -1).astype(np.int32)


def best_of(score, a, b, best):
    if best is not None and score.shape[1] > best:
        chosen = np.argpartition(-score, best, axis=1)[:, :best]
    else:
        chosen = np.broadcast_to(np.arange(score.shape[1]), score.shape)
    kept = np.take_along_axis(score, chosen, axis=1)
    mentors = np.take_along_axis(np.broadcast_to(b, score.shape), chosen, axis=1)
    rows = np.broadcast_to(a, kept.shape)
    possible = kept >= 0
    return rows[possible], mentors[possible], kept[possible]
