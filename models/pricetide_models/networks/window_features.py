"""Derived features of a window: what a pricing analyst would look at, as numbers of similar size.

Levels and moves are natural logarithms relative to the last price (`EncodedWindow`). A move is a
day's difference from the day before of at least 0.5 %.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional

from pricetide_models.contract import CHANGE, WINDOW
from pricetide_models.networks.window_encoder import EncodedWindow

SPANS = (3, 7, 14, 30, 90)
"""Days back from the origin over which moves and levels are summed up."""
LAGS = (1, 2, 3, 5, 7, 10, 14)
"""Days ahead for which the window's own past is asked how far prices went."""
MEMORIES = (2.0, 5.0, 12.0, 30.0)
"""Days after which a past move counts for 1/e of a fresh one."""
TINY = 1e-5
"""Moves under 0.5 %, down to this, are no changes, but a shop that makes them is at work."""
REMEMBERED_MOVES = 4
SAME = 0.002
"""Levels closer than this to the last price count as the same price."""


class WindowFeatures(nn.Module):
    """[batch, `count`] features of an encoded window; all finite, whatever the window."""

    def __init__(self) -> None:
        super().__init__()
        day = torch.arange(1, WINDOW + 1, dtype=torch.float32)
        self.register_buffer("day", day, persistent=False)
        span = torch.stack([(day > WINDOW - days).to(torch.float32) for days in SPANS], dim=1)
        self.register_buffer("span", span, persistent=False)
        decay = torch.stack([torch.exp((day - WINDOW) / days) for days in MEMORIES], dim=1)
        self.register_buffer("decay", decay, persistent=False)
        phase = torch.stack([((WINDOW - day) % 7 == k).to(torch.float32) for k in range(7)], dim=1)
        self.register_buffer("phase", phase, persistent=False)
        with torch.no_grad():
            blank = torch.zeros(1, WINDOW)
            empty = EncodedWindow(blank, blank, blank, blank, blank, blank[:, :1])
            self.count = self(empty).shape[1]

    def forward(self, window: EncodedWindow) -> Tensor:
        moves = self._moves(window)
        parts = (
            self._activity(window, moves),
            self._last_moves(window, moves),
            self._levels(window),
            self._own_past(window),
            self._stirrings(window),
            self._coverage(window),
            self._peers(window),
        )
        return torch.cat(parts, dim=1)

    def _moves(self, window: EncodedWindow) -> Tensor:
        """[batch, 90]: each day's move, 0 where there was none."""
        move = (window.level[:, 1:] - window.level[:, :-1]) * window.known[:, :-1]
        move = functional.pad(move, (1, 0))
        return torch.where(move.abs() >= CHANGE, move, 0.0)

    def _activity(self, window: EncodedWindow, moves: Tensor) -> Tensor:
        """How often, how far and on which days of the week's cycle the price moved."""
        moved = (moves != 0).to(moves.dtype)
        count = moved @ self.span
        up = (moves > 0).to(moves.dtype) @ self.span
        distance = moves.abs() @ self.span
        known_days = (window.known @ self.span).clamp(min=1.0)
        phase_count = moved @ self.phase
        return torch.cat(
            [
                torch.log1p(count),
                count / known_days,
                up / count.clamp(min=1.0),
                _squash(distance),
                _squash(distance / count.clamp(min=1.0)),
                phase_count / count[:, -1:].clamp(min=1.0),
                _squash(moves.clamp(min=0.0).amax(dim=1, keepdim=True)),
                _squash(moves.clamp(max=0.0).amin(dim=1, keepdim=True)),
            ],
            dim=1,
        )

    def _stirrings(self, window: EncodedWindow) -> Tensor:
        """How lately and how often the price stirred at all, tiny moves included."""
        step = functional.pad(
            (window.level[:, 1:] - window.level[:, :-1]) * window.known[:, :-1], (1, 0)
        )
        stirred = (step.abs() >= TINY).to(step.dtype)
        changed = (step.abs() >= CHANGE).to(step.dtype)
        newest = (stirred * self.day).amax(dim=1, keepdim=True)
        return torch.cat(
            [
                torch.log1p(stirred @ self.span),
                torch.log1p(stirred @ self.decay),
                torch.log1p(changed @ self.decay),
                _squash(step.abs() @ self.decay),
                _squash(step @ self.decay),
                torch.log1p(WINDOW - newest),
            ],
            dim=1,
        )

    def _last_moves(self, window: EncodedWindow, moves: Tensor) -> Tensor:
        """For each of the last moves: how long ago, how far, and the level it left."""
        moved = (moves != 0).to(moves.dtype)
        features, later = [], window.last * 0.0 + (WINDOW + 1.0)
        for _ in range(REMEMBERED_MOVES):
            stamp = moved * self.day * (self.day < later).to(moves.dtype)
            newest = stamp.amax(dim=1, keepdim=True)
            here = newest.to(torch.int64).clamp(min=1) - 1
            found = (newest > 0).to(moves.dtype)
            move = torch.gather(moves, 1, here) * found
            left = torch.gather(window.level, 1, (here - 1).clamp(min=0)) * found
            run = torch.log1p(later - 1.0 - newest)
            features += [found, run, torch.log1p(WINDOW - newest), _squash(move), _squash(left)]
            later = torch.where(newest > 0, newest, 1.0)
        return torch.cat(features, dim=1)

    def _levels(self, window: EncodedWindow) -> Tensor:
        """Where the last price stands among those before it."""
        known_days = (window.known @ self.span).clamp(min=1.0)
        level = window.level * window.known
        mean = (level @ self.span) / known_days
        lower = ((window.level < -SAME).to(level.dtype) * window.known) @ self.span / known_days
        higher = ((window.level > SAME).to(level.dtype) * window.known) @ self.span / known_days
        extremes = []
        for days in SPANS[1:]:
            recent = level[:, -days:]
            extremes += [recent.amin(dim=1, keepdim=True), recent.amax(dim=1, keepdim=True)]
        ranked = torch.sort(level, dim=1).values[:, :: WINDOW // 9]
        return torch.cat(
            [_squash(mean), lower, higher, _squash(torch.cat(extremes, 1)), _squash(ranked)], 1
        )

    def _own_past(self, window: EncodedWindow) -> Tensor:
        """How often and how far the price had moved, some days later, in the window's own past."""
        features = []
        for lag in LAGS:
            pairs = window.known[:, :-lag]
            step = (window.level[:, lag:] - window.level[:, :-lag]) * pairs
            number = pairs.sum(dim=1, keepdim=True).clamp(min=1.0)
            changed = (step.abs() >= CHANGE).to(step.dtype).sum(dim=1, keepdim=True) / number
            rise = step.clamp(min=0.0).sum(dim=1, keepdim=True) / number
            fall = step.clamp(max=0.0).sum(dim=1, keepdim=True) / number
            features += [changed, _squash(4 * rise), _squash(4 * fall)]
        return torch.cat(features, dim=1)

    def _coverage(self, window: EncodedWindow) -> Tensor:
        """How well the series is measured, and how old its last price is."""
        newest = (window.observed * self.day).amax(dim=1, keepdim=True)
        known_days = window.known.sum(dim=1, keepdim=True)
        share = (window.observed @ self.span) / torch.tensor(SPANS, dtype=window.level.dtype)
        return torch.cat([share, torch.log1p(WINDOW - newest), torch.log1p(known_days)], dim=1)

    def _peers(self, window: EncodedWindow) -> Tensor:
        """Where the cheapest competitor stands, and where it moved lately."""
        now, known = window.peer[:, -1:], window.peer_known[:, -1:]
        features = [known, _squash(now)]
        for days in (1, 2, 3, 5, 7, 14, 30):
            both = known * window.peer_known[:, -1 - days : -days]
            features.append(_squash((now - window.peer[:, -1 - days : -days]) * both))
        gap = (window.peer - window.level) * window.peer_known * window.known
        known_days = (window.peer_known * window.known) @ self.span
        return torch.cat([*features, _squash((gap @ self.span) / known_days.clamp(min=1.0))], dim=1)


def _squash(log_ratio: Tensor) -> Tensor:
    """Levels in units of 5 %, with the far ones drawn in: sign(x) log(1 + |x|)."""
    scaled = 20.0 * log_ratio
    return torch.sign(scaled) * torch.log1p(scaled.abs())
